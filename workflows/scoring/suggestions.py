"""What the rule says when a department's own ledger speaks instead of the village: the suggestion beside each score.

The submitted content and the self-score stay what they are; only the department that keeps the ledger sees the difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from accounts.models import Organisation
from workflows.applications.content import answers_from
from workflows.applications.models import Application
from workflows.rounds.models import Round
from workflows.standards.decimals import plain
from workflows.standards.results import Result, Scored
from workflows.standards.scoring import score
from workflows.standards.spec import DataItem, Spec

from .by_rule import rule_result
from .models import Ledger, LedgerValue

Figures = Mapping[str, Decimal]


@dataclass(frozen=True)
class Mismatch:
    """A figure on which the ledger and the village do not agree; the village may have given none."""

    item: DataItem
    reported: Decimal | None
    ledger: Decimal

    @property
    def difference(self) -> Decimal | None:
        """The ledger's figure less the village's."""
        return None if self.reported is None else self.ledger - self.reported

    @property
    def words(self) -> str:
        return f"{self.item.name}：台账 {self.said(self.ledger)}，村报 {self.said(self.reported)}"

    def said(self, value: Decimal | None) -> str:
        """A figure as it is read aloud."""
        if value is None:
            return "未填"
        return {"1": "是", "0": "否"}.get(plain(value), plain(value)) if self.item.unit == "是/否" else plain(value)


@dataclass(frozen=True)
class Suggestion:
    """The rule's result with the ledger's figures, and what differs from what was reported.

    :param notes: indicator → which figures the suggestion rests on, in words; only where the ledger has some.
    """

    result: Result
    reported: Result
    mismatches: tuple[Mismatch, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


def figures_of(round_: Round, organisation: Organisation, regions: Iterable[str] | None = None) -> dict[str, Figures]:
    """Region → data item → figure. For each item the newest ledger that has it counts, also where it leaves it empty.

    :param regions: 12-digit codes; ``None`` for all.
    """
    newest: dict[str, int] = {}
    kept = Ledger.objects.filter(round=round_, organisation__in=organisation.family).order_by("-at", "-pk")
    for pk, items in kept.values_list("pk", "items"):
        newest.update({item: pk for item in items if item not in newest})
    if not newest:
        return {}
    values = LedgerValue.objects.filter(ledger__in=set(newest.values()))
    if regions is not None:
        values = values.filter(region__in=list(regions))
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for ledger, region, item, value in values.values_list("ledger_id", "region_id", "item", "value"):
        if newest.get(item) == ledger:
            found[region][item] = value
    return dict(found)


def figures_for(application: Application, organisation: Organisation) -> Figures:
    """What the department's ledger says of one applicant."""
    return figures_of(application.round, organisation, [application.region_id]).get(application.region_id, {})


def suggestion_for(application: Application, figures: Figures, reported: Result | None = None) -> Suggestion:
    """The rule on the submission with the ledger's figures in place of the reported ones.

    :param reported: the rule's result on the submission as it is, where it is known already.
    """
    spec = application.spec
    reported = reported or rule_result(application)
    if not figures:
        return Suggestion(reported, reported)
    answers = answers_from(application.snapshot.content, level=application.round.level)
    own = {code: value for code, value in figures.items() if code in spec.item_by_code}
    if not own:
        return Suggestion(reported, reported)
    result = score(spec, replace(answers, data={**answers.data, **own}))
    mismatches = tuple(
        Mismatch(spec.item_by_code[code], answers.data.get(code), value)
        for code, value in own.items()
        if answers.data.get(code) != value
    )
    return Suggestion(result, reported, mismatches, notes_of(spec, own, mismatches, result, reported))


def notes_of(
    spec: Spec, own: Figures, mismatches: Iterable[Mismatch], result: Result, reported: Result
) -> dict[str, str]:
    """What is said beside the suggestion of each indicator whose inputs the ledger has."""
    differing = {one.item.code: one for one in mismatches}
    before = {row.code: row for row in reported.indicators}
    after = {row.code: row for row in result.indicators}
    return {
        one.code: note_on(
            after[one.code], before[one.code], [differing[code] for code in one.inputs if code in differing]
        )
        for one in spec.indicators
        if any(code in own for code in one.inputs)
    }


def note_on(now: Scored, before: Scored, mismatches: list[Mismatch]) -> str:
    """The indicator's value where both have one, else the figures that differ."""
    if not mismatches:
        return "按台账，与村报一致"
    if now.value is not None and before.value is not None and now.value != before.value:
        return f"台账 {plain(now.value)}，村报 {plain(before.value)}"
    return "；".join(one.words for one in mismatches)
