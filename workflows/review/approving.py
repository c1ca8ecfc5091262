"""The director's screen of a second return (批准第二次退回)."""

from workflows.engine.forms import DecisionField, OpinionField, StepForm

from .models import Decision
from .second_returns import request_of
from .services import CORRECTION_DAYS
from .views import ReadingView


class ReturnApprovalForm(StepForm):
    """Yes, or no with a reason."""

    decision = DecisionField(
        [(Decision.APPROVE_RETURN, "同意退回补正"), (Decision.REFUSE_RETURN, "不同意，按现有材料作出决定")]
    )
    opinion = OpinionField(label="意见", initial="同意。")


class ReturnApprovalView(ReadingView):
    """What was asked, why, and how the first return ended."""

    template_name = "review/approve_return.html"
    form_class = ReturnApprovalForm
    #: What a refusal leads to.
    refused = "由对方按现有材料作出决定"

    def get_context_data(self, **kwargs) -> dict:
        names = {line.code: line.indicator.name for line in self.reading.lines}
        asked = request_of(self.case)
        points = [
            (row.indicator, names.get(row.indicator, ""), row.problem) for row in asked.verdicts.all() if not row.passes
        ]
        first = self.case.opinions.filter(stage=asked.stage, decision=Decision.RETURN).first()
        return super().get_context_data(
            asked=asked, points=points, first=first, days=CORRECTION_DAYS, refused=self.refused, **kwargs
        )
