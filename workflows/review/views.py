"""Screens of township review and county acceptance."""

from workflows.engine.screens import StepView

from . import forms
from .reading import reading_of


class ReadingView(StepView):
    """A step at which somebody reads a submission: standard, figures, evidence, what changed since the last one."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(reading=reading_of(self.case), **kwargs)


class TownshipReviewView(ReadingView):
    """镇(街道)审核."""

    template_name = "review/township_review.html"
    form_class = forms.TownshipReviewForm
    done_message = "审核意见已提交。"


class TownshipSignView(ReadingView):
    """镇(街道)签发."""

    template_name = "review/township_sign.html"
    form_class = forms.TownshipSignForm
    done_message = "签发意见已提交。"

    def get_context_data(self, **kwargs) -> dict:
        quota = self.case.round.quota_of(self.case.township.pk)
        return super().get_context_data(quota=quota, review=self.case.opinions.last(), **kwargs)


class AcceptanceView(ReadingView):
    """县级受理."""

    template_name = "review/acceptance.html"
    form_class = forms.AcceptanceForm
    done_message = "受理意见已提交。"


class CountySignView(ReadingView):
    """县领导签发."""

    template_name = "review/county_sign.html"
    form_class = forms.CountySignForm
    done_message = "签发意见已提交。"


