"""The township fills in for a village, whose secretary looks section by section. Plain Python."""

from dataclasses import dataclass
from datetime import datetime

from .cases import Application
from .rights import Rights

SECTIONS = ("cover", "CY", "RJ", "ZL", "statements", "procedure")
#: Section → what people type of it in these stories.
TYPED = {"cover": ("",), "RJ": ("RJ-01", "RJ-02")}


@dataclass(eq=False)
class Help:
    """One time: asked for, or taken up."""

    reason: str
    taken_up_by: str = ""


@dataclass(frozen=True)
class Check:
    """What the secretary said of a section as it then stood."""

    confirmed: bool
    section: tuple
    by: str
    at: datetime


def section_of(case: Application, key: str) -> tuple:
    """What a section says."""
    return tuple(case.typed.get(code) for code in TYPED.get(key, ()))


def unconfirmed(case: Application) -> list[str]:
    """Sections that the secretary has still to confirm; none where nobody filled in."""
    if not any(one.taken_up_by for one in case.helpings):
        return []
    last = {key: case.checks[key][-1] for key in case.checks}
    return [
        key
        for key in SECTIONS
        if key not in last or not last[key].confirmed or last[key].section != section_of(case, key)
    ]


def as_handed_in(case: Application) -> dict[str, object]:
    """What is frozen: what was typed, and who filled in and who confirmed, where somebody did."""
    taken_up = [one for one in case.helpings if one.taken_up_by]
    if not taken_up:
        return dict(case.typed)
    said = ((key, [one for one in checks if one.confirmed][-1:]) for key, checks in sorted(case.checks.items()))
    confirmed = tuple((key, one.by, one.at.replace(second=0, microsecond=0)) for key, last in said for one in last)
    names = tuple(dict.fromkeys(one.taken_up_by for one in taken_up))
    return {**case.typed, "helped": (names, taken_up[-1].reason, confirmed)}


class Helping(Rights):
    """What is done besides typing."""

    now: datetime

    def may_write(self, who: str, case: Application) -> bool:
        """As the applicant, or filling in for it."""
        if self.acting(who, "fill_in", case) is not None:
            return self.may(who, "fill_in", case)
        return self.may(who, "fill_for", case) and case.under_way

    def may_help(self, who: str, verb: str, case: Application, reason: str) -> bool:
        """One of the four ways in and out."""
        there = {
            "ask_for_help": case.help is None and bool(reason.strip()),
            "take_up_filling": not case.under_way and bool(case.help or reason.strip()),
            "fill_for": case.under_way,
            "fill_in": case.help is not None,
        }
        return self.may(who, verb, case) and there[verb]

    def helped(self, case: Application, who: str, verb: str, reason: str) -> None:
        if verb == "ask_for_help":
            self.begin_helping(case, Help(reason))
        elif verb == "take_up_filling":
            if case.help is None:
                self.begin_helping(case, Help(reason))
            case.help.taken_up_by = who
        else:
            case.help = None
        self.enter(case, who, "ask_for_help" if verb == "fill_in" else verb)

    def begin_helping(self, case: Application, one: Help) -> None:
        case.help = one
        case.helpings.append(one)
        case.kept["helpings"] += 1

    def checked_section(self, case: Application, who: str, key: str, *, confirmed: bool, reason: str) -> None:
        """What is sent back lies with whoever filled in last."""
        case.checks.setdefault(key, []).append(Check(confirmed, section_of(case, key), who, self.now))
        case.kept["section_checks"] += 1
        self.enter(case, who, "confirm_filled")
        if not confirmed and case.help is None:
            last = [one for one in case.helpings if one.taken_up_by][-1]
            self.begin_helping(case, Help(f"{key}: {reason}", last.taken_up_by))
