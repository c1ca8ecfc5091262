"""工作日历: everybody reads it; the office and the system administrator enter days, after a look at what stays."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from accounts import clock
from workflows.engine.calendar_entry import announce, enter, running_beyond
from workflows.engine.errors import Incomplete
from workflows.engine.rights import require

from .forms import DaysForm, SourceForm
from .picture import year_picture
from .rules import may_edit

#: How far the calendar can be leafed through.
FIRST_YEAR, YEARS_AHEAD = 2004, 3


class CalendarView(TemplateView):
    """A year. ``do=look`` shows what would change and which deadlines stay, ``do=enter`` enters it."""

    template_name = "inbox/calendar.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        this_year = clock.today().year
        self.year = kwargs.get("year") or this_year
        self.last_year = this_year + YEARS_AHEAD
        if not FIRST_YEAR <= self.year <= self.last_year:
            raise Http404(f"日历只有{FIRST_YEAR}年至{self.last_year}年。")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        verdict, self.county = may_edit(request.user)
        require(verdict)
        if request.POST.get("do") == "announce":
            return self.announce(SourceForm(request.POST))
        form = DaysForm(request.POST, year=self.year)
        if not form.is_valid():
            return self.refuse(days_form=form)
        if request.POST.get("do") == "enter":
            return self.enter(form)
        stays = running_beyond(self.county, form.cleaned_data["first"])
        return self.render_to_response(self.get_context_data(days_form=form, looked_at=form, stays=stays))

    def enter(self, form: DaysForm) -> HttpResponse:
        stays = sum(kind.count for kind in running_beyond(self.county, form.cleaned_data["first"]))
        try:
            changed = enter(
                by=self.request.user,
                days=form.days,
                working=form.working,
                note=form.cleaned_data["note"],
                county=self.county,
            )
        except Incomplete as incomplete:
            form.add_error(None, incomplete.reason)
            return self.refuse(days_form=form)
        kept = f"已经定下的{stays}个期限不变；要顺延的，由办公室主任在流程跟踪页逐件延期。" if stays else ""
        messages.success(self.request, f"日历已改{changed}天，以后新定的期限按新日历计算。{kept}")
        return redirect("inbox:calendar", self.year)

    def announce(self, form: SourceForm) -> HttpResponse:
        if not form.is_valid():
            return self.refuse(source_form=form)
        announce(by=self.request.user, year=self.year, source=form.cleaned_data["source"], county=self.county)
        messages.success(self.request, f"{self.year}年的依据已登记，该年不再标“推算”。")
        return redirect("inbox:calendar", self.year)

    def refuse(self, **forms) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms), status=422)

    def get_context_data(self, **kwargs) -> dict:
        year = year_picture(self.year)
        forms = {
            "days_form": DaysForm(year=self.year),
            "source_form": SourceForm(initial={"source": year.source}),
        }
        return super().get_context_data(
            **forms | kwargs | {"year": year},
            may_edit=may_edit(self.request.user)[0],
            previous_year=self.year - 1 if self.year > FIRST_YEAR else None,
            next_year=self.year + 1 if self.year < self.last_year else None,
        )
