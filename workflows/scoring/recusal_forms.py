"""Forms of recusal: one's own declaration for a round, one applicant, a substitute, the end of a recusal."""

from django import forms

from accounts.models import Region

from .models import RecusalKind
from .services.recusal import Tie

KINDS = [("", "无需回避"), *((kind.value, kind.label) for kind in RecusalKind)]
#: Applicants that the list does not name yet.
MORE = 3


class RecusalForm(forms.Form):
    """Why a person must not judge one applicant."""

    kind = forms.ChoiceField(
        label="回避情形",
        choices=RecusalKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择回避情形。"},
    )
    reason = forms.CharField(label="情况说明", required=False, max_length=100)

    def clean(self):
        """What has no name of its own is explained."""
        data = super().clean()
        data["reason"] = data.get("reason", "").strip()
        if data.get("kind") == RecusalKind.OTHER and not data["reason"]:
            self.add_error("reason", "请写明是什么利害关系。")
        return data


class DeclarationForm(forms.Form):
    """A kind beside each applicant, places that are not on the list, and the promise that this is all.

    Fields ``kind-CODE`` and ``reason-CODE``; ``place-N``, ``more-kind-N`` and ``more-reason-N``.
    """

    complete = forms.BooleanField(
        label="以上申报属实、完整；之后出现需要回避的情形，我会随时补充申报。",
        error_messages={"required": "请勾选确认后再提交。"},
    )

    def __init__(self, *args, regions: list[Region], places: list[Region], proposed: dict[str, Tie], **kwargs):
        super().__init__(*args, **kwargs)
        self.regions, self.proposed = regions, proposed
        self.places = {region.full_name: region for region in places}
        for region in regions:
            tie = proposed.get(region.pk)
            self.add(region.pk, region.full_name, tie)
        for number in range(1, MORE + 1):
            self.fields[f"place-{number}"] = forms.CharField(
                label=f"其他单位{number}", required=False, widget=forms.TextInput(attrs={"list": "places"})
            )
            self.fields[f"more-kind-{number}"] = forms.ChoiceField(label="回避情形", choices=KINDS, required=False)
            self.fields[f"more-reason-{number}"] = forms.CharField(label="情况说明", required=False, max_length=100)

    def add(self, code: str, name: str, tie: Tie | None) -> None:
        """The two fields of an applicant, filled in where the system found an appointment."""
        self.fields[f"kind-{code}"] = forms.ChoiceField(
            label=f"{name}：回避情形", choices=KINDS, required=False, initial=tie.kind if tie else ""
        )
        self.fields[f"reason-{code}"] = forms.CharField(
            label=f"{name}：情况说明", required=False, max_length=100, initial=tie.reason if tie else ""
        )

    def clean(self):
        """Gather the ties."""
        data = super().clean()
        self.ties: list[Tie] = []
        for region in self.regions:
            self.take(region, data.get(f"kind-{region.pk}"), data.get(f"reason-{region.pk}", ""), f"reason-{region.pk}")
        for number in range(1, MORE + 1):
            self.take_more(number, data)
        named = {tie.region.pk for tie in self.ties}
        self.passed_over = [tie for code, tie in self.proposed.items() if code not in named]
        return data

    def take(self, region: Region, kind: str | None, reason: str, field: str) -> None:
        """One applicant with a tie."""
        if not kind:
            return
        if kind == RecusalKind.OTHER and not reason.strip():
            self.add_error(field, f"{region.full_name}：请写明是什么利害关系。")
        self.ties.append(Tie(region, RecusalKind(kind), reason.strip()))

    def take_more(self, number: int, data: dict) -> None:
        """A place that is not on the list, by its full name."""
        name = data.get(f"place-{number}", "").strip()
        if not name:
            return
        if name not in self.places:
            self.add_error(f"place-{number}", f"没有找到“{name}”，请从提示的名单中选择。")
            return
        if not data.get(f"more-kind-{number}"):
            self.add_error(f"more-kind-{number}", f"{name}：请选择回避情形。")
            return
        reason = data.get(f"more-reason-{number}", "")
        self.take(self.places[name], data[f"more-kind-{number}"], reason, f"more-reason-{number}")

    @property
    def rows(self) -> list[dict]:
        """Applicants with their fields."""
        return [
            {
                "region": region,
                "kind": self[f"kind-{region.pk}"],
                "reason": self[f"reason-{region.pk}"],
                "proposed": self.proposed.get(region.pk),
            }
            for region in self.regions
        ]

    @property
    def more(self) -> list[dict]:
        """The rows for other places."""
        return [
            {
                "place": self[f"place-{number}"],
                "kind": self[f"more-kind-{number}"],
                "reason": self[f"more-reason-{number}"],
            }
            for number in range(1, MORE + 1)
        ]


class WithdrawForm(forms.Form):
    """The director says why a recusal ends."""

    reason = forms.CharField(label="解除理由", max_length=200, error_messages={"required": "解除回避须写明理由。"})


class SubstituteForm(forms.Form):
    """Who does the work instead, department and post by department and post: ``user``, ``organisation``, ``post``."""

    organisation = forms.IntegerField(widget=forms.HiddenInput)
    post = forms.CharField(widget=forms.HiddenInput)
    user = forms.IntegerField(error_messages={"required": "请选择替代人员。", "invalid": "请选择替代人员。"})
