"""On what a standard is tried, for how many places, and beside which other."""

from django import forms

from workflows.rounds.models import Round
from workflows.standards.models import Standard
from workflows.standards.simulation.generation import FEWEST, MOST

from .trying import Wish, rounds_to_try

INVENTED = "generated"


class RoundChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Round) -> str:
        return f"{obj.title}（{obj.get_state_display()}）"


class TrialForm(forms.Form):
    """Asked by GET, so that a trial has an address that can be sent on and done again."""

    round = RoundChoice(
        label="用什么数据", queryset=Round.objects.none(), required=False, empty_label="生成一批数据（虚构）"
    )
    number = forms.IntegerField(label="生成多少个", min_value=FEWEST, max_value=MOST, initial=100, required=False)
    seed = forms.IntegerField(
        label="种子", min_value=0, max_value=999_999, initial=1, required=False, help_text="同一个种子，数据相同"
    )
    places = forms.IntegerField(label="名额", min_value=1, max_value=MOST, initial=20, required=False)
    against = forms.ModelChoiceField(
        label="与哪一版比较", queryset=Standard.objects.none(), required=False, empty_label="不比较"
    )

    def __init__(self, *args, standard: Standard, others, county: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.standard = standard
        self.fields["round"].queryset = rounds_to_try(standard, county)
        self.fields["against"].queryset = others
        self.fields["number"].unit = "个"
        self.fields["places"].unit = "个"

    def wish(self) -> Wish:
        """What was filled in; what was left empty is as it was proposed."""
        given = {
            name: self.fields[name].initial if value is None else value for name, value in self.cleaned_data.items()
        }
        return Wish(
            standard=self.standard,
            places=given["places"],
            round=given["round"],
            seed=given["seed"],
            number=given["number"],
            against=given["against"],
        )
