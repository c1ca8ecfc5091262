"""推荐和签发: the order of recommendation under the cap, the one signature, the packs that left, their requests."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from workflows.engine.errors import Incomplete, NotYou

from ...packs import is_as_signed, packs_of
from ..forms import SignForm
from ..ordering import keep_order, last_order, moved, nominees_in_order
from ..papers import issue_request, request_issued
from ..scope import scope_of
from ..signing import places_left, reductions_in_village, sign_pack, unanswered
from .scoped import ScopedView

STEPS = {"up": -1, "down": 1}


class PackView(ScopedView):
    """What waits for the signature, in order, with the cap's line; and what was signed."""

    template_name = "review/township/pack.html"

    @property
    def nominees(self) -> list:
        return nominees_in_order(self.scope, self.villages)

    def get_context_data(self, **kwargs) -> dict:
        nominees, places = self.nominees, places_left(self.scope, self.villages)
        signed = [
            (pack, request_issued(pack), is_as_signed(pack)) for pack in packs_of(self.scope.round, self.scope.township)
        ]
        context = {
            "rows": [(one, reductions_in_village(one)) for one in nominees],
            "places": places,
            "within": within(nominees, places),
            "kept": last_order(self.scope),
            "packs": signed,
            "form": SignForm(nominees=nominees),
            "silent": unanswered(nominees),
            "not_reviewed": sum(one.application.state == "submitted" for one in self.villages),
            **kwargs,
        }
        return super().get_context_data(**context)


def within(nominees, places) -> list[int]:
    """Those that the cap still lets in, from the top: ticked beforehand."""
    left = len(nominees) if places.left is None else places.left
    return [one.application.pk for one in nominees[:left]]


class OrderView(PackView):
    """Move one village up or down; who looks from above the township does not."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.scope.posts:
            raise NotYou("推荐顺序由本镇（街道）排定。")
        keys = [one.application.pk for one in self.nominees]
        for name, step in STEPS.items():
            if request.POST.get(name, "").isdigit():
                keep_order(self.scope, by=request.user, applications=moved(keys, int(request.POST[name]), step))
        return redirect("review:pack", *self.scope.args)


class SignPackView(PackView):
    """The leader's: the list with its count first, then the signature."""

    http_method_names = ("post",)
    for_leaders = True

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        nominees = self.nominees
        form = SignForm(request.POST, nominees=nominees)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        said = form.cleaned_data
        chosen = [one for one in nominees if one.application.pk in said["village"]]
        if not said["confirmed"]:
            left_out = [one for one in nominees if one not in chosen]
            context = {"form": form, "chosen": chosen, "left_out": left_out, "silent": unanswered(chosen)}
            return render(request, "review/township/sign_confirm.html", self.get_context_data(**context))
        try:
            pack = sign_pack(self.scope, chosen, by=request.user, opinion=said["opinion"], noted=said["noted"])
        except Incomplete as incomplete:
            form.add_error(None, incomplete.reason)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        document = issue_request(pack)
        messages.success(request, f"已签发{pack.title}，共{len(chosen)}个村；请示为{document.number}。")
        return redirect("review:pack", *self.scope.args)


@require_http_methods(["GET", "HEAD", "POST"])
def request_paper(request: HttpRequest, round_id: int, code: str, number: int) -> HttpResponse:
    """A pack's request as it was issued; POST issues one that is not there yet."""
    scope = scope_of(request.user, round_id, code)
    pack = get_object_or_404(packs_of(scope.round, scope.township), number=number)
    if request.method == "POST":
        if not scope.leads:
            raise NotYou("请示由本镇（街道）领导签发。")
        issue_request(pack)
        return redirect("review:pack", *scope.args)
    document = request_issued(pack)
    if document is None:
        messages.info(request, "这个推荐包还没有生成请示。")
        return redirect("review:pack", *scope.args)
    response = FileResponse(document.open(), filename=f"{document}.pdf", content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
