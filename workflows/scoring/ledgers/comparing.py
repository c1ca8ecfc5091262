"""What the ledger and the villages do not agree on, as a list and as a workbook."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Organisation
from documents import workbooks
from documents.workbooks import Table
from workflows.applications.models import Application
from workflows.rounds.models import Round
from workflows.standards.decimals import plain

from ..services.rows import seen_by, work_of
from ..services.sheets import names_of
from ..suggestions import Mismatch, Suggestion, figures_of, suggestion_for
from .headings import items_for

HEADER = ("区划代码", "乡镇", "申报单位", "数据项", "单位", "台账", "村报", "差额", "对评分的影响")
WIDTHS = (15, 12, 16, 22, 8, 12, 12, 12, 40)


@dataclass(frozen=True)
class Difference:
    """One figure of one applicant, and what it does to the rule's scores of the department's indicators."""

    application: Application
    mismatch: Mismatch
    effects: tuple[str, ...]

    @property
    def township(self) -> str:
        return self.application.township.short_name

    @property
    def effect(self) -> str:
        return "；".join(self.effects) or "不影响得分"


@dataclass(frozen=True)
class Comparison:
    """The whole round: differences, how many applicants the ledger has, and which it has not."""

    differences: tuple[Difference, ...]
    covered: int
    uncovered: tuple[Application, ...]

    @property
    def townships(self) -> list[str]:
        """Those that have differences, each once, in order of place."""
        return list(dict.fromkeys(one.township for one in self.differences))

    @property
    def items(self) -> list:
        """Data items that differ somewhere."""
        found = {one.mismatch.item.code: one.mismatch.item for one in self.differences}
        return list(found.values())

    def filtered(self, township: str = "", item: str = "") -> list[Difference]:
        """Those of a township, or of a data item."""
        return [
            one
            for one in self.differences
            if (not township or one.township == township) and (not item or one.mismatch.item.code == item)
        ]


def comparison_of(round_: Round, organisation: Organisation, user) -> Comparison:
    """Compare what was submitted with the ledger in force; few questions, however many applicants."""
    figures = figures_of(round_, organisation)
    if not figures:
        return Comparison((), 0, ())
    applications = Application.objects.filter(process__in=list(work_of(round_, organisation))).exclude(snapshot=None)
    rows = seen_by(user, organisation, applications).select_related("region__parent", "round__standard", "snapshot")
    names = names_of(organisation)
    found: list[Difference] = []
    uncovered = []
    listed = list(rows.order_by("region"))
    for one in listed:
        if one.region_id not in figures:
            uncovered.append(one)
        else:
            suggestion = suggestion_for(one, figures[one.region_id])
            found.extend(differences_of(one, suggestion, names))
    return Comparison(tuple(found), len(listed) - len(uncovered), tuple(uncovered))


def differences_of(application: Application, suggestion: Suggestion, names: set[str]) -> Iterator[Difference]:
    """One applicant's differences, with the scores they change."""
    before = {row.code: row.score for row in suggestion.reported.indicators}
    after = {row.code: row.score for row in suggestion.result.indicators}
    order = [item.code for item in items_for(application.spec, names)]
    for one in sorted(suggestion.mismatches, key=lambda found: place_of(order, found.item.code)):
        effects = tuple(
            f"{indicator.code} {indicator.name} {said(before[indicator.code])}→{said(after[indicator.code])}分"
            for indicator in application.spec.indicators
            if one.item.code in indicator.inputs
            and indicator.lead in names
            and before[indicator.code] != after[indicator.code]
        )
        yield Difference(application, one, effects)


def place_of(order: list[str], code: str) -> int:
    return order.index(code) if code in order else len(order)


def said(score: Decimal | None) -> str:
    return "—" if score is None else plain(score)


def workbook_of(round_: Round, organisation: Organisation, differences: Iterable[Difference]) -> bytes:
    """The list, to go through with the villages' clerks after the lock or to print."""
    rows = [
        (
            one.application.region_id,
            one.township,
            one.application.region.short_name,
            one.mismatch.item.name,
            one.mismatch.item.unit,
            one.mismatch.ledger,
            one.mismatch.reported,
            one.mismatch.difference,
            one.effect,
        )
        for one in differences
    ]
    lead = (f"{organisation}台账与村报数据不一致清单（{round_.title}）", "锁分前仅供本部门评分使用，请勿外传。")
    return workbooks.write([Table("不一致清单", HEADER, rows, lead=lead, widths=WIDTHS)])
