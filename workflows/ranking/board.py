"""What a screen shows of a ranking: rows with bars and reasons, the quota line, who was vetoed, shares of townships."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.applications.models import Application
from workflows.applications.states import State
from workflows.rounds.models import Round

from .models import Ranking
from .order import BY_LOT, Candidate, Line, Placed, line_of
from .papers import points_in

#: Stands for what decides between equals at the line until the lots are drawn.
TO_DRAW = "待抽签"
#: A list longer than this is folded: what is far from the quota line opens on demand.
LONG = 30
ABOVE_LINE, BELOW_LINE, FIRST = 6, 10, 2


@dataclass(frozen=True)
class BoardRow:
    """One line of the board. ``state``: selected, capped, over, below (the grade) or vetoed."""

    application: Application
    position: int | None
    total: Decimal
    parts: list[tuple[str, Decimal]]
    state: str
    reason: str = ""
    tied: bool = False
    decided_by: str = ""
    nth: int | None = None
    moved: int = 0

    @property
    def township(self) -> str:
        return self.application.township.short_name

    @property
    def moved_by(self) -> int:
        return abs(self.moved)

    @property
    def tie_note(self) -> str:
        """What decided a tie, in words."""
        if not self.decided_by:
            return ""
        if self.decided_by in {"人居环境", "产业发展", "满意度"}:
            return f"按{self.decided_by}得分"
        words = {"示范带": "按是否在示范带上", BY_LOT: "按抽签", TO_DRAW: "，各项相同，要抽签决定"}
        return words.get(self.decided_by, "按申报编号排列")


@dataclass(frozen=True)
class Entry:
    """A row, a fold of several, or the quota line itself."""

    row: BoardRow | None = None
    fold: tuple[int, int, str] | None = None
    line: Line | None = None


@dataclass(frozen=True)
class Board:
    """A ranking for the screen."""

    rows: list[BoardRow]
    line: Line | None
    places: int
    cap: int | None
    #: First words of their names, for the legend.
    dimensions: list[str]
    full: Decimal

    @property
    def ranked(self) -> list[BoardRow]:
        return [row for row in self.rows if row.position]

    def having(self, *states: str) -> list[BoardRow]:
        """Rows in one of these states."""
        return [row for row in self.rows if row.state in states]

    @property
    def selected(self) -> int:
        return len(self.having("selected"))

    @property
    def vacant(self) -> int:
        """Places that stay empty."""
        return self.places - self.selected

    @property
    def reaching(self) -> int:
        """How many reach the grade."""
        return len(self.having("selected", "capped", "over"))

    @property
    def capped(self) -> int:
        return len(self.having("capped"))

    @property
    def vetoed(self) -> int:
        return len(self.having("vetoed"))

    def shares(self) -> list[tuple[str, int]]:
        """Townships with how many of theirs are on the list, the most first."""
        taken = Counter(row.township for row in self.having("selected"))
        names = dict.fromkeys(row.township for row in self.rows)
        return sorted(((name, taken[name]) for name in names), key=lambda share: -share[1])

    def townships(self) -> list[tuple[str, str]]:
        """For the filter: code and name of the townships that take part."""
        return sorted({(row.application.township.pk, row.township) for row in self.rows})

    def entries(self, *, everything: bool = False, township: str = "") -> list[Entry]:
        """Rows with the quota line between them; a long list is folded away from the line."""
        rows = [row for row in self.rows if not township or row.application.township.pk == township]
        last = self.line.position if self.line else 0
        entries: list[Entry] = []
        drawn = False
        for row in rows:
            if self.line and not drawn and row.position and row.position > last:
                entries.append(Entry(line=self.line))
                drawn = True
            entries.append(Entry(row=row))
        if self.line and not drawn:
            entries.append(Entry(line=self.line))
        return entries if everything or township or len(rows) <= LONG else folded(entries, last)


def folded(entries: list[Entry], last: int) -> list[Entry]:
    """Close what is far from the line: the middle of those above it, and the end of those below."""
    kept: list[Entry] = []
    hidden: list[BoardRow] = []
    for entry in entries:
        if entry.row and is_far(entry.row, last):
            hidden.append(entry.row)
            continue
        kept += [*fold_of(hidden), entry]
        hidden = []
    return [*kept, *fold_of(hidden)]


def is_far(row: BoardRow, last: int) -> bool:
    """Is a row so far from the quota line that it need not be seen at once?"""
    if row.state == "vetoed" or row.position is None:
        return False
    return FIRST < row.position <= last - ABOVE_LINE or row.position > last + BELOW_LINE


def fold_of(rows: list[BoardRow]) -> list[Entry]:
    """One line instead of several."""
    if len(rows) < 3:
        return [Entry(row=row) for row in rows]
    words = (
        "全部入选"
        if all(row.state == "selected" for row in rows)
        else f"{sum(row.state == 'selected' for row in rows)} 个入选"
    )
    return [Entry(fold=(rows[0].position or 0, rows[-1].position or 0, words))]


def board_of(
    round_: Round,
    placed: Sequence[Placed],
    applications: Iterable[Application],
    before: dict[int, int] | None = None,
    undrawn: Collection[str] = (),
) -> Board:
    """Put a ranking and the round's vetoed applications into one board.

    :param before: application → position in the ranking before this one.
    :param undrawn: numbers between which lots have yet to be drawn.
    """
    by_number = {application.number: application for application in applications}
    spec = round_.standard.spec
    nth = iter(range(1, len(placed) + 1))
    ranked = [
        BoardRow(
            application=by_number[row.candidate.key],
            position=row.position,
            total=row.candidate.total,
            parts=parts_of(by_number[row.candidate.key], spec),
            state=state_of(row),
            reason=row.reason,
            tied=row.tied,
            decided_by=TO_DRAW if row.candidate.key in undrawn else row.decided_by,
            nth=next(nth) if row.proposed else None,
            moved=(before or {}).get(by_number[row.candidate.key].pk, row.position) - row.position,
        )
        for row in placed
    ]
    return Board(
        rows=with_vetoed(ranked, by_number.values(), spec),
        line=line_of(placed),
        places=round_.places,
        cap=round_.cap,
        dimensions=[dimension.name[:2] for dimension in spec.dimensions],
        full=sum((dimension.points for dimension in spec.dimensions), Decimal(0)),
    )


def state_of(row: Placed) -> str:
    """Selected, or by what kept out."""
    if row.proposed:
        return "selected"
    if not row.candidate.reaches_grade:
        return "below"
    return "capped" if row.reason.startswith("本镇") else "over"


def parts_of(application: Application, spec) -> list[tuple[str, Decimal]]:
    """Scores by dimension, for the bar."""
    final = application.final_score
    return [(dimension.name, points_in(final, dimension.code) or Decimal(0)) for dimension in spec.dimensions]


def with_vetoed(ranked: list[BoardRow], applications: Iterable[Application], spec) -> list[BoardRow]:
    """Vetoed applications stand where their score would have put them, without a place."""
    vetoed = [
        BoardRow(application, None, application.final_score.total, parts_of(application, spec), "vetoed")
        for application in applications
        if application.state == State.VETOED
    ]
    return sorted([*ranked, *vetoed], key=lambda row: (-row.total, row.position or 0))


def scored_applications(round_: Round) -> list[Application]:
    """Everybody with a final score, one query."""
    rows = round_.applications.filter(final_score__isnull=False).select_related("final_score", "region__parent")
    rows = rows.defer("final_score__result")  # every indicator of every applicant, which no board shows
    for application in rows:
        application.round = round_
    return list(rows)


def placed_in(ranking: Ranking) -> list[Placed]:
    """The stored rows of a ranking, as the pure functions know them."""
    rows = ranking.rows.select_related("application__region", "application__final_score")
    rows = rows.defer("application__final_score__result")
    return [
        Placed(
            candidate=Candidate(
                key=row.application.number,
                group=f"{row.application.region_id[:9]}000",
                total=row.total,
                reaches_grade=row.application.final_score.reaches_grade,
            ),
            position=row.position,
            tied=row.tied,
            decided_by=row.decided_by,
            proposed=row.proposed,
            reason=row.reason,
        )
        for row in rows
    ]


def stored_board(ranking: Ranking) -> Board:
    """The board of a ranking as it was made."""
    earlier = Ranking.objects.filter(round_id=ranking.round_id, number=ranking.number - 1).first()
    before = dict(earlier.rows.values_list("application_id", "position")) if earlier else {}
    return board_of(ranking.round, placed_in(ranking), scored_applications(ranking.round), before)
