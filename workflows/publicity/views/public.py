"""Pages for everybody, without signing in: notices, the form to object, what became of an objection."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, FormView, ListView, TemplateView

from accounts import clock
from accounts.models import Region
from documents.models import Document
from documents.wording import cn_date
from workflows.engine.calendar import count_working_days
from workflows.engine.errors import NotNow

from .. import forms
from ..models import READS_OBJECTIONS, Notice, Objection
from ..papers import office_of
from ..services import raise_objection
from ..services.objections import new_receipt
from ..spam import LOOKUPS_AN_HOUR, OBJECTIONS_AN_HOUR, is_flooded, too_many

SALT = "workflows.publicity.objection"
A_DAY = 24 * 3600


def working_days_left(notice: Notice) -> int:
    """Working days to the end of a notice, today included."""
    return count_working_days(clock.today(), notice.ends_on) if notice.is_running else 0


def reads_objections(user) -> bool:
    """Does the person, if anybody is signed in, belong to the office?"""
    return user.is_authenticated and any(held.post in READS_OBJECTIONS for held in user.current_appointments)


@method_decorator(login_not_required, name="dispatch")
class NoticeListView(ListView):
    """公示: running ones first, then those that are over."""

    template_name = "publicity/list.html"
    context_object_name = "notices"
    most = 60

    def get_queryset(self):
        notices = Notice.objects.select_related("round", "result").order_by("-issued_on", "-pk")
        if (year := self.request.GET.get("year", "")).isdigit():
            notices = notices.filter(round__year=int(year))
        return notices[: self.most]

    def get_context_data(self, **kwargs) -> dict:
        notices = list(self.object_list)
        codes = {f"{notice.round.county}000000" for notice in notices}
        counties = dict(Region.objects.filter(pk__in=codes).values_list("county", "name"))
        for notice in notices:
            notice.county_name = counties.get(notice.round.county, "")
        running = [notice for notice in notices if notice.is_running]
        for notice in running:
            notice.days_left = working_days_left(notice)
        return super().get_context_data(
            running=running,
            past=[notice for notice in notices if not notice.is_running],
            reads_objections=reads_objections(self.request.user),
            years=Notice.objects.values_list("round__year", flat=True).distinct().order_by("-round__year"),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class NoticeView(DetailView):
    """One notice: the text as published, names only, how to object, what came of it."""

    template_name = "publicity/notice.html"
    context_object_name = "notice"
    queryset = Notice.objects.select_related("round", "document", "result__document")

    def get_context_data(self, **kwargs) -> dict:
        notice = self.object
        later = Notice.objects.filter(round_id=notice.round_id, number=notice.number + 1).first()
        return super().get_context_data(
            office=office_of(notice.round),
            days_left=working_days_left(notice),
            result=getattr(notice, "result", None),
            later=later,
            **kwargs,
        )


@method_decorator([login_not_required, never_cache], name="dispatch")
class ObjectView(FormView):
    """提交异议. The form brings its own receipt, so that a double click is one objection."""

    template_name = "publicity/object.html"
    form_class = forms.ObjectionForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.notice = get_object_or_404(Notice.objects.select_related("round"), pk=kwargs["pk"])
        if not self.notice.is_running:
            raise NotNow(f"公示期已于{cn_date(self.notice.ends_on)}结束，不再受理异议。")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "notice": self.notice}

    def get_context_data(self, **kwargs) -> dict:
        token = self.request.POST.get("token") or signing.dumps(new_receipt(), salt=SALT)
        return super().get_context_data(
            notice=self.notice, days_left=working_days_left(self.notice), token=token, **kwargs
        )

    def form_valid(self, form) -> HttpResponse:
        if too_many(self.request, "objection", OBJECTIONS_AN_HOUR) or is_flooded(self.notice):
            form.add_error(None, "提交次数太多，请一小时后再试。也可以把书面材料寄送或当面递交到公示上的地址。")
            return self.answer(form, 429)
        objection = raise_objection(notice=self.notice, receipt=self.receipt(), **form.cleaned_data)
        query = urlencode({"code": objection.receipt, "new": 1})
        return redirect(f"{reverse('publicity:receipt')}?{query}")

    def form_invalid(self, form) -> HttpResponse:
        return self.answer(form, 422)

    def answer(self, form, status: int) -> HttpResponse:
        """The form again, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def receipt(self) -> str:
        """The receipt that the form was given; none where it is too old or not ours."""
        try:
            return signing.loads(self.request.POST.get("token", ""), salt=SALT, max_age=A_DAY)
        except signing.BadSignature:
            return ""


@method_decorator([login_not_required, never_cache], name="dispatch")
class ReceiptView(TemplateView):
    """查询异议办理情况: the state alone; the reply where a name was given."""

    template_name = "publicity/receipt.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        code = request.GET.get("code", "")
        if code and too_many(request, "lookup", LOOKUPS_AN_HOUR):
            return self.render_to_response({"code": code, "too_many": True}, status=429)
        objection = objection_under(code)
        is_new = "new" in request.GET and objection is not None and objection.state == Objection.State.RECEIVED
        context = self.get_context_data(
            code=code, objection=objection, is_new=is_new, document=reply_of(objection), **kwargs
        )
        return self.render_to_response(context, status=200 if objection or not code else 404)


def objection_under(code: str) -> Objection | None:
    """The objection with this receipt, however it was typed."""
    receipt = "".join(letter for letter in code.upper() if letter.isalnum())[:16]
    found = Objection.objects.filter(receipt=receipt).select_related("notice__round", "application__region__parent")
    return found.first() if receipt else None


def reply_of(objection: Objection | None) -> Document | None:
    """The written answer (F16); only who objected under a real name has one."""
    if objection is None or not objection.real_name or objection.is_open:
        return None
    return Document.objects.about(objection.notice.round.county, objection.subject_key).in_force().first()


def as_pdf(document: Document | None) -> FileResponse:
    """A document's bytes, shown in the browser."""
    if document is None:
        raise Http404("没有这份文书。")
    response = FileResponse(document.open(), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{document.title}.pdf")
    return response


@login_not_required
@require_safe
def notice_paper(request: HttpRequest, pk: int) -> FileResponse:
    """The text that was posted (F13)."""
    return as_pdf(get_object_or_404(Notice.objects.select_related("document"), pk=pk).document)


@login_not_required
@require_safe
def result_paper(request: HttpRequest, pk: int) -> FileResponse:
    """What came of the notice (F17)."""
    notice = get_object_or_404(Notice.objects.select_related("result__document"), pk=pk)
    result = getattr(notice, "result", None)
    return as_pdf(result.document if result else None)


@login_not_required
@never_cache
@require_safe
def reply_paper(request: HttpRequest) -> FileResponse:
    """The written answer (F16), for whoever holds the receipt."""
    if too_many(request, "lookup", LOOKUPS_AN_HOUR):
        raise NotNow("查询次数太多，请一小时后再试。")
    return as_pdf(reply_of(objection_under(request.GET.get("code", ""))))
