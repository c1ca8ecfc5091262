"""Where each application and round stands, on whom it waits, what was kept. Plain Python."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from .people import Held
from .scoring import Scoring

EDITABLE = frozenset({"draft", "ready", "town_returned", "county_returned"})
CLOSED = frozenset(
    {
        "not_recommended", "not_accepted", "vetoed", "not_selected", "not_approved", "named", "withdrawn", "lapsed",
        "disqualified", "terminated",
    }
)  # fmt: skip
#: On the way to the lock.
BEFORE_LOCK = EDITABLE | {
    "submitted", "town_return_asked", "town_reviewed", "town_recommended", "county_return_asked", "scoring",
}  # fmt: skip
ROUND_BEFORE_LOCK = frozenset({"draft", "open", "reviewing"})
ROUND_ENDED = frozenset({"named", "concluded", "without_result"})
BESIDE = frozenset({"recheck", "sign_commitment"})


@dataclass(eq=False)
class Asked:
    """One person's voice."""

    who: str
    answered: bool = False
    agrees: bool | None = None
    withdrawn: bool = False
    pk: int = 0


@dataclass(eq=False)
class Question:
    """Asked of others before a step is done."""

    by: str
    need: str
    voices: list[Asked]
    pk: int = 0

    @property
    def settled(self) -> bool:
        """Have enough spoken?"""
        voices = [one for one in self.voices if not one.withdrawn]
        answered = sum(one.answered for one in voices)
        if self.need == "any":
            return answered > 0 or not voices
        if self.need == "half":
            return sum(one.agrees is True for one in voices) * 2 > len(voices) or answered == len(voices)
        return answered == len(voices)


@dataclass(eq=False)
class Work:
    """One open piece of work; the same from its opening to its end."""

    node: str
    office: tuple
    #: The finished piece before it, which can be taken back while nobody has opened this one.
    behind: "Work | None" = None
    read: bool = False
    handed: Held | None = None
    questions: list[Question] = field(default_factory=list)
    urged_on: date | None = None
    extended: bool = False
    done_by: str = ""
    pk: int = 0

    @property
    def org(self) -> str | None:
        return self.office[2]

    def colleague(self, day: date) -> str | None:
        """To whom it was passed, while that person holds the post."""
        return self.handed.who if self.handed and self.handed.on(day) else None

    @property
    def opened(self) -> bool:
        return self.read or self.handed is not None or bool(self.questions)


@dataclass(frozen=True)
class Act:
    """Who did something in a case, on which post, for whom."""

    who: str
    post: str
    behalf: str = ""


@dataclass(eq=False)
class Case:
    """What applications and rounds have in common."""

    key: str
    state: str
    open: list[Work] = field(default_factory=list)
    done: list[Work] = field(default_factory=list)
    #: What ended with a return while departments scored.
    cancelled: list[Work] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    #: Rows that belong to it and are never fewer: table → how many.
    kept: Counter = field(default_factory=Counter)
    pk: int = 0
    process: int = 0

    def at(self, *nodes: str) -> list[Work]:
        return [one for one in self.open if one.node in nodes]


@dataclass(eq=False)
class Round(Case):
    """A round: who was proposed, what is before the public."""

    intake_ends: datetime | None = None
    notice_ends: datetime | None = None
    quotas: dict[str, int] = field(default_factory=dict)
    #: Of the newest ranking: application → was it proposed?
    ranked: dict[str, bool] = field(default_factory=dict)
    ranked_by: str = ""
    rankings: int = 0
    #: Of the newest notice.
    shown: list[str] = field(default_factory=list)
    notices: int = 0
    #: Objections: row → [application, still open].
    objections: dict[int, list] = field(default_factory=dict)

    def mark(self) -> tuple:
        """Where it stands, for whoever was stopped meanwhile."""
        return self.state, self.rankings, self.notices


@dataclass(frozen=True)
class Stopped:
    """What was open when an application was stopped."""

    state: str
    open: tuple[Work, ...]
    waits: str
    mark: tuple


@dataclass(eq=False)
class Application(Case):
    """A village's application."""

    place: str = ""
    township: str = ""
    round: Round | None = None
    number: str = ""
    #: The round's own step for which it waits.
    waits: str = ""
    submissions: int = 0
    #: The applicant took back what it had handed in last.
    recalled: bool = False
    #: Stage → returns that took effect.
    returns: Counter = field(default_factory=Counter)
    #: What the last return named, while it waits for its answer: stage, lines, due on.
    returned: tuple[str, tuple[str, ...], date] | None = None
    asked_return: tuple[str, ...] = ()
    #: Submission → lines that returns of it have named.
    named: dict[int, set[str]] = field(default_factory=dict)
    due_on: date | None = None
    reviewer: str = ""
    recommended: bool = False
    signer: str = ""
    leader: str = ""
    #: Line → what stands in its field; "" is the cover.
    typed: dict[str, object] = field(default_factory=lambda: {"RJ-01": 95, "RJ-02": 0})
    #: What was typed when it was handed in, each time.
    handed_in: list[dict[str, object]] = field(default_factory=list)
    #: What brought it into its state.
    moved_by: str = ""
    scoring: Scoring | None = None
    #: Those before a return.
    earlier: list[Scoring] = field(default_factory=list)
    #: The township fills in: each time, the one that is open, what the secretary said of each section.
    helpings: list = field(default_factory=list)
    help: object | None = None
    checks: dict[str, list] = field(default_factory=dict)
    stopped: Stopped | None = None

    def unlocked(self, code: str) -> bool:
        """May an answer of this line be changed?"""
        if not self.submissions or self.returned is None:
            return True
        return code in self.returned[1]

    @property
    def under_way(self) -> bool:
        """Is the township filling in?"""
        return self.help is not None and bool(self.help.taken_up_by)

    @property
    def in_time_anyway(self) -> bool:
        """What was returned has its own limit, whatever becomes of the intake."""
        return self.submissions > 0 and not self.recalled
