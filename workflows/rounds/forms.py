"""Forms of a round."""

from workflows.engine.forms import OpinionField, StepForm


class OpenRoundForm(StepForm):
    """The director opens a round."""

    opinion = OpinionField(label="意见", initial="同意启动。", required=False)
