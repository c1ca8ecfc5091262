"""On what a standard is tried, for how many places, and beside which other."""

from django import forms

from workflows.rounds.models import Round
from workflows.standards.models import Standard
from workflows.standards.simulation.generation import FEWEST, MOST

from .trying import Wish, rounds_to_try


class RoundChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Round) -> str:
        return f"{obj.title}（{obj.get_state_display()}）"


class TrialForm(forms.Form):
    """Asked by GET, so that a trial has an address that can be sent on and done again."""

    round = RoundChoice(
        label="用什么数据", queryset=Round.objects.none(), required=False, empty_label="生成一批数据（虚构）"
    )
    number = forms.IntegerField(
        label="生成多少个",
        min_value=FEWEST,
        max_value=MOST,
        initial=100,
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), f"请填{FEWEST}到{MOST}之间的整数。"),
    )
    seed = forms.IntegerField(
        label="种子",
        min_value=0,
        max_value=999_999,
        initial=1,
        help_text="同一个种子，数据相同",
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), "请填0到999999之间的整数。"),
    )
    places = forms.IntegerField(
        label="名额",
        min_value=1,
        max_value=MOST,
        initial=20,
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), f"请填1到{MOST}之间的整数。"),
    )
    against = forms.ModelChoiceField(
        label="与哪一版比较", queryset=Standard.objects.none(), required=False, empty_label="不比较"
    )

    def __init__(self, data, *, standard: Standard, others, county: str):
        proposed = {name: field.initial for name, field in self.base_fields.items() if field.initial is not None}
        super().__init__({**proposed, **{key: value for key, value in data.items() if value}} if data else None)
        self.standard = standard
        self.fields["round"].queryset = rounds_to_try(standard, county)
        self.fields["against"].queryset = others
        self.fields["number"].unit = "个"
        self.fields["places"].unit = "个"

    def wish(self) -> Wish:
        """What was filled in; what was left empty is as it was proposed."""
        return Wish(standard=self.standard, **self.cleaned_data)
