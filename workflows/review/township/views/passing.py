"""批量通过: first a list with ticks, then the list again with its count, then it is done. Nothing is returned here."""

from django.http import HttpResponse
from django.shortcuts import render

from ..clean import obstacles
from ..forms import PassForm
from ..passing import pass_clean
from .scoped import ScopedView


class PassView(ScopedView):
    """The reviewer's own page; without a word from a second page nothing happens."""

    template_name = "review/township/pass.html"
    for_reviewers = True

    def post(self, request, *args, **kwargs) -> HttpResponse:
        form = PassForm(request.POST, clean=self.clean)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        chosen = [one for one in self.clean if one.application.pk in form.cleaned_data["village"]]
        if not form.cleaned_data["confirmed"]:
            return render(request, "review/township/pass_confirm.html", self.get_context_data(form=form, chosen=chosen))
        said = {key: form.cleaned_data[key] for key in ("opinion", "notice")}
        outcome = pass_clean(chosen, by=request.user, **said)
        return render(request, "review/township/pass_result.html", self.get_context_data(outcome=outcome))

    @property
    def clean(self) -> list:
        return [one for one in self.villages if not obstacles(one)]

    def get_context_data(self, **kwargs) -> dict:
        alone = [(one, obstacles(one)) for one in self.villages if one.item and one.item.node == "review_at_township"]
        context = {
            "form": PassForm(clean=self.clean),
            "clean": self.clean,
            "alone": [(one, because) for one, because in alone if because],
            **kwargs,
        }
        return super().get_context_data(**context)
