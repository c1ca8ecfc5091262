"""Who holds which post, who deputises for whom, who stands aside. Plain Python."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(eq=False)
class Held:
    """A post held by somebody, at a place, perhaps in a department; ``until`` is the first day it is not."""

    who: str
    post: str
    place: str
    org: str | None = None
    until: date | None = None
    #: Its row, for whoever has to name it.
    pk: int = 0

    def on(self, day: date) -> bool:
        return self.until is None or day < self.until

    @property
    def office(self) -> tuple:
        """The post itself, whoever holds it."""
        return self.post, self.place, self.org


@dataclass(eq=False)
class Absence:
    """For some days another exercises one's posts."""

    principal: str
    deputy: str
    since: date
    until: date
    pk: int = 0

    def on(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass(eq=False)
class Aside:
    """A person who does not judge one applicant."""

    who: str
    place: str
    ended: bool = False
    pk: int = 0


@dataclass
class People:
    """Everybody, as far as rights follow from it."""

    #: Place → its code: the order in which one's posts are looked at.
    codes: dict[str, str]
    held: list[Held] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def own(self, who: str, day: date) -> list[Held]:
        """One's own posts today."""
        return self.in_order(one for one in self.held if one.who == who and one.on(day))

    def exercised(self, who: str, day: date) -> list[Held]:
        """One's own first, then those of the people whose deputy one is."""
        absent = {one.principal for one in self.absences if one.deputy == who and one.on(day)}
        others = self.in_order(one for one in self.held if one.who in absent and one.on(day))
        return [*self.own(who, day), *others]

    def in_order(self, held) -> list[Held]:
        return sorted(held, key=lambda one: (self.codes[one.place], one.post, one.pk))

    def holders(self, office: tuple, day: date) -> list[str]:
        """Who holds this very post today, the longest first."""
        return [one.who for one in self.held if one.office == office and one.on(day)]

    def colleagues(self, who: str, day: date) -> set[str]:
        """Who may deputise: people with a post in one of the same places; administrators do none of the county's work."""
        working = [one for one in self.held if one.on(day) and not one.post.endswith("_admin")]
        there = {(one.place, one.org) for one in working if one.who == who}
        return {one.who for one in working if (one.place, one.org) in there} - {who}

    def names(self, day: date) -> list[str]:
        """Everybody with a post today."""
        return sorted({one.who for one in self.held if one.on(day)})

    def aside_from(self, place: str, township: str) -> set[str]:
        """Who does not judge this applicant."""
        return {one.who for one in self.asides if not one.ended and one.place in (place, township)}
