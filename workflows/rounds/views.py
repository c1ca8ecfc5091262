"""Screens of a round."""

from workflows.engine.screens import StepView

from . import forms
from .services import obstacles_to_opening


class OpenRoundView(StepView):
    """启动批次."""

    template_name = "rounds/open_round.html"
    form_class = forms.OpenRoundForm
    done_message = "批次已启动。"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(obstacles=list(obstacles_to_opening(self.case)), **kwargs)
