"""指标自评: one indicator a page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ..checking import Checking
from ..drafts import Draft, Part, Unit
from ..fields import Path
from ..pages import PageForm
from ..questions import ANSWER_PART, choices_of, figures_of, items_of, paths_of
from ..shelves import evidence_shelves, proofs_at_hand
from ..unlocking import is_closed
from .pages import PageView


class IndicatorView(PageView):
    """Number, points, who scores, the rule, what to fill in, what is computed of it, proofs."""

    template_name = "applications/indicator.html"

    @property
    def indicator(self):
        """The indicator in the address; the standard may have none of this code."""
        indicator = self.application.spec.indicator_by_code.get(self.kwargs["code"])
        if indicator is None:
            raise Http404("评定标准里没有这个指标。")
        return indicator

    def paths(self) -> list[Path]:
        return paths_of(self.application.spec, self.indicator)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """What was approved is only read: the button leads on."""
        if is_closed(self.application, self.indicator.code):
            return redirect(self.next_url())
        return super().post(request, **kwargs)

    def next_url(self) -> str:
        """The next indicator; after the last one back to the list."""
        following = neighbours(self.application, self.indicator.code)[1]
        if following is None or "stay" in self.request.POST:
            return reverse("applications:edit", args=[self.application.pk])
        return reverse("applications:indicator", args=[self.application.pk, following.code])

    def page_context(self, form: PageForm, draft: Draft) -> dict[str, Any]:
        indicator = self.indicator
        part = ANSWER_PART.get(type(indicator.how))
        answer = form[f"answers.{indicator.code}.{part}"] if part else None
        row = draft.scored[indicator.code]
        before, after = neighbours(self.application, indicator.code)
        return {
            "indicator": indicator,
            "row": row,
            "figures": figures_of(form, items_of(self.application.spec, indicator)),
            "answer": answer,
            "part": part,
            "choices": choices_of(indicator, answer) if answer else [],
            "none_ticked": bool(answer) and "none" in (answer.value() or []),
            "remark": form[f"answers.{indicator.code}.remark"],
            "computed": draft.computed(indicator.code),
            "card": Checking(self.application).card_of(indicator.code),
            "shelves": evidence_shelves(self.application, indicator),
            "proofs": proofs_at_hand(self.application, indicator),
            "closed": is_closed(self.application, indicator.code),
            "point": next((one for one in draft.points if one.indicator == indicator.code), None),
            "before": before,
            "after": after,
            "part_here": part_of(draft, indicator.code),
            "unit_here": unit_of(draft, indicator.code),
        }


def neighbours(application, code: str) -> tuple:
    """The indicators before and after, in the order of the form."""
    row = [
        one
        for dimension in application.spec.dimensions
        for one in application.spec.indicators_of_dimension[dimension.code]
    ]
    here = next(number for number, one in enumerate(row) if one.code == code)
    return (row[here - 1] if here else None), (row[here + 1] if here + 1 < len(row) else None)


def part_of(draft: Draft, code: str) -> Part:
    """The model in which an indicator lies."""
    return next(part for part in draft.dimensions if any(unit.place == code for unit in part.units))


def unit_of(draft: Draft, code: str) -> Unit:
    """An indicator's own entry of the list."""
    return next(unit for unit in draft.units if (unit.section, unit.place) == ("indicator", code))
