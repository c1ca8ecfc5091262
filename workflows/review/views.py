"""Screens of township review and county acceptance."""

from decimal import Decimal

from django.http import HttpResponse
from django.utils.functional import cached_property

from workflows.engine.screens import StepView

from . import forms
from .beside import beside
from .desk import checks_of, desk_of
from .likeness.questions import questions_of
from .models import Phrase, Stage
from .phrases.services import own_phrases
from .places import places_of
from .reading import Reading, reading_of
from .reductions.reading import reductions_of
from .scores import reviewed_scores
from .township.papers import issue_request

#: 常用语 of one indicator and of the whole opinion; a click puts them into the field.
ITEM_PHRASES = ("情况属实，同意。", "数据与台账不符，请核实后重填。", "照片不清，请重拍。", "佐证不足，请补充。")
TOWNSHIP_PHRASES = (
    "经审核材料和实地核查，情况属实，同意推荐。",
    "材料不齐，请按所列事项一次补正后再报。",
    "经核查不符合创建条件，不予推荐。",
)
COUNTY_PHRASES = (
    "材料齐全，基本条件符合，予以受理。",
    "材料不齐，请按所列事项一次补正后再报。",
    "基本条件不符合，不予受理。",
)
SIGN_PHRASES = ("同意推荐。", "请补充核查后再报。")
COUNTY_SIGN_PHRASES = ("同意申报。", "请核实数据后再报。")


class ReadingView(StepView):
    """A step at which somebody reads a submission: standard, figures, evidence, what changed since the last one."""

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.case)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(reading=self.reading, **kwargs)


class VerdictsView(ReadingView):
    """A step that gives a verdict on each indicator: the desk with its rail, its questions and its evidence."""

    #: 常用语 of the whole opinion.
    phrases: tuple[str, ...] = ()

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "reading": self.reading}

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        questions = questions_of(self.case, self.reading.content, self.request.user)
        return {
            **context,
            "review": desk_of(self.case, self.reading, context["form"], questions, beside(self.case)),
            "item_phrases": [*ITEM_PHRASES, *own_phrases(self.request.user, Phrase.Purpose.ITEM)],
            "phrases": [*self.phrases, *own_phrases(self.request.user, Phrase.Purpose.WHOLE)],
        }


class TownshipReviewView(VerdictsView):
    """镇(街道)审核."""

    template_name = "review/township_review.html"
    form_class = forms.TownshipReviewForm
    done_message = "审核意见已提交。"
    phrases = TOWNSHIP_PHRASES

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(places=places_of(self.case), **kwargs)


class TownshipSignView(ReadingView):
    """镇(街道)签发."""

    template_name = "review/township_sign.html"
    form_class = forms.TownshipSignForm
    done_message = "签发意见已提交。"

    def form_valid(self, form) -> HttpResponse:
        """A village that came late leaves in a supplementary pack, whose request is made at once."""
        answer = super().form_valid(form)
        item = self.case.packed.select_related("pack__round", "pack__township", "pack__signed_by").last()
        if item is not None:
            issue_request(item.pack)
        return answer

    def get_context_data(self, **kwargs) -> dict:
        opinion = self.case.opinions.filter(stage=Stage.TOWNSHIP).prefetch_related("verdicts").last()
        return super().get_context_data(
            places=places_of(self.case),
            opinion=opinion,
            checks=checks_of(opinion),
            sheet=compared(self.reading, {row.indicator: row for row in opinion.verdicts.all()}),
            reviewed_total=total_of(self.case),
            phrases=[*SIGN_PHRASES, *own_phrases(self.request.user, Phrase.Purpose.WHOLE)],
            reductions=reductions_of(self.case),
            **kwargs,
        )


class AcceptanceView(VerdictsView):
    """县级受理."""

    template_name = "review/acceptance.html"
    form_class = forms.AcceptanceForm
    done_message = "受理意见已提交。"
    phrases = COUNTY_PHRASES

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        by_hand = {item.code for item in context["form"].by_hand}
        form = context["form"]
        automatic = [
            (row, form[f"exception-{row.code}"] if f"exception-{row.code}" in form.fields else None)
            for row in self.reading.requirements
            if row.asked and row.code not in by_hand
        ]
        fields = [(item, context["form"][f"condition-{item.code}"]) for item in context["form"].by_hand]
        return {**context, "automatic": automatic, "by_hand": fields, "reviewed_total": total_of(self.case)}


class CountySignView(ReadingView):
    """县领导签发."""

    template_name = "review/county_sign.html"
    form_class = forms.CountySignForm
    done_message = "签发意见已提交。"

    def get_context_data(self, **kwargs) -> dict:
        sheet = compared(self.reading, {})
        return super().get_context_data(sheet=sheet, phrases=COUNTY_SIGN_PHRASES, **kwargs)


def total_of(case) -> Decimal | None:
    """The sum of the township's own scores; ``None`` where it gave none."""
    scores = reviewed_scores(case)
    return sum(scores.values(), Decimal(0)) if scores else None


def compared(reading, verdicts: dict) -> list[tuple]:
    """Dimension by dimension: each line of the submission with the reviewer's verdict on it."""
    return [(dimension, [(line, verdicts.get(line.code)) for line in lines]) for dimension, lines in reading.dimensions]
