"""The table of all villages (核对表): a row a village, a column a dimension, in each cell how it stands and what is odd."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from workflows.applications.states import State

from ..anomalies import Anomaly
from .clean import obstacles
from .villages import Village

#: State → what the row says, and its tone.
WAITING = {State.SUBMITTED: ("待审核", "blue"), State.TOWN_REVIEWED: ("待签发", "green")}
#: Narrowings of the list: name → label.
FILTERS = {
    "": "全部",
    "review": "待审核",
    "odd": "有疑点",
    "again": "再次送审",
    "clean": "可批量通过",
    "check": "没有实地核查",
}


@dataclass(frozen=True)
class Cell:
    """One dimension of one village."""

    dimension: object
    self_score: Decimal | None
    anomalies: tuple[Anomaly, ...]
    to_change: int
    cut: int
    judged: bool
    url: str

    @property
    def tone(self) -> str:
        """Colour beside the words: red where something contradicts itself, amber where something is to be asked."""
        if any(one.weight >= 5 for one in self.anomalies) or self.to_change:
            return "red"
        if self.anomalies or self.cut:
            return "amber"
        return "green" if self.judged else ""

    @property
    def marks(self) -> list[str]:
        """In words, the gravest first."""
        said = [
            (len(self.anomalies), "疑点{}"),
            (self.to_change, "要改{}"),
            (self.cut, "核减{}"),
        ]
        words = [text.format(number) for number, text in said if number]
        return words or (["已核"] if self.judged else [])


@dataclass(frozen=True)
class Row:
    """One village."""

    village: Village
    cells: list[Cell]
    whole: tuple[Anomaly, ...]
    obstacles: tuple[str, ...]

    @property
    def stands(self) -> tuple[str, str]:
        """State in words, and its tone."""
        application = self.village.application
        return WAITING.get(application.state, (application.get_state_display(), application.tone))

    @property
    def is_clean(self) -> bool:
        return not self.obstacles


def rows_of(villages: list[Village], spec) -> list[Row]:
    """Rows in the order of the villages."""
    return [row_of(village, spec) for village in villages]


def row_of(village: Village, spec) -> Row:
    if village.submission is None:
        return Row(village, [], (), obstacles(village))
    scores = {one.code: one.score for one in village.result.summary.dimensions}
    cells = [cell_of(village, spec, dimension, scores.get(dimension.code)) for dimension in spec.dimensions]
    known = {one.code for one in spec.dimensions} | {one.code for one in spec.indicators}
    whole = tuple(one for one in village.anomalies if one.place not in known)
    return Row(village, cells, whole, obstacles(village))


def cell_of(village: Village, spec, dimension, self_score) -> Cell:
    """How one dimension stands."""
    codes = [one.code for one in spec.indicators_of_dimension[dimension.code]]
    odd = tuple(one for one in village.anomalies if one.place in {*codes, dimension.code})
    verdicts = [(village.verdicts[code], code) for code in codes if code in village.verdicts]
    own = {row.code: row.score for row in village.result.indicators}
    return Cell(
        dimension,
        self_score,
        odd,
        sum(not verdict.passes for verdict, _ in verdicts),
        sum(
            verdict.score is not None and own[code] is not None and verdict.score < own[code]
            for verdict, code in verdicts
        ),
        bool(verdicts),
        address_of(village, next((one.place for one in odd if one.place in codes), codes[0] if codes else "")),
    )


def address_of(village: Village, code: str) -> str:
    """Where the cell leads: to the indicator on the reviewer's page, or to the case."""
    item = village.item
    if item is None or item.node != "review_at_township":
        return reverse("inbox:task", args=[item.pk]) if item else village.application.get_absolute_url()
    return f"{reverse('inbox:task', args=[item.pk])}#i-{code}"


def narrowed(rows: list[Row], name: str) -> list[Row]:
    """Rows of one chip."""
    return [row for row in rows if fits(row, name)]


def fits(row: Row, name: str) -> bool:
    village = row.village
    return {
        "review": village.application.state == State.SUBMITTED,
        "odd": village.waits and bool(village.anomalies),
        "again": village.waits and village.submission is not None and village.submission.number > 1,
        "clean": row.is_clean,
        "check": village.waits and village.visited_on is None,
    }.get(name, True)


def counts_of(rows: list[Row]) -> list[tuple[str, str, int]]:
    """Chips with their numbers; those that would show nothing are left out."""
    counted = Counter({name: sum(fits(row, name) for row in rows) for name in FILTERS})
    return [(name, label, counted[name]) for name, label in FILTERS.items() if not name or counted[name]]
