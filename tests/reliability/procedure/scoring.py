"""What the departments have said of one submission, and what stands open because of it. Plain Python."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

#: The small standard: who scores which line, who cooperates in it, who answers the joint check.
LEADS = {
    "CY-01": "农业农村局", "RJ-01": "农业农村局", "RJ-02": "农业农村局", "ZL-01": "宣传部", "ZL-02": "政法委",
    "JF-01": "农业农村局", "KF-01": "农业农村局",
}  # fmt: skip
COOPERATING = {"CY-01": "财政局", "RJ-01": "财政局", "ZL-01": "公安局", "ZL-02": "公安局"}
RESPONDENTS = ("纪委监委", "公安局")


@dataclass
class Line:
    """The score in force of one line."""

    org: str
    value: object
    by: str
    version: int = 1


@dataclass(eq=False)
class Word:
    """A department's last word when it countersigned."""

    org: str
    agrees: bool
    codes: tuple[str, ...]
    by: str


@dataclass(eq=False)
class Answer:
    """To one line of an objection."""

    org: str


@dataclass
class Sheet:
    """A signature: by whom, under which versions and answers."""

    org: str
    by: str
    versions: dict[str, int]
    answers: list[Answer]


@dataclass
class Scoring:
    """From the acceptance to the lock."""

    #: Department → who answers for it today.
    heir: Callable[[str], str]
    #: Which submission it is about.
    number: int = 1
    #: Where its flow stands: ``scores``, ``countersign``, ``scored``, ``answers``, ``again`` or ``waiting``.
    phase: str = "scores"
    lines: dict[str, Line] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    words: dict[str, Word] = field(default_factory=dict)
    answers: dict[tuple[Word, str], Answer] = field(default_factory=dict)
    scorers: set[str] = field(default_factory=set)
    #: Departments that have answered the joint check; whether one of them found something.
    checked: list[str] = field(default_factory=list)
    found: bool = False

    @property
    def has_begun(self) -> bool:
        """Has any department said anything?"""
        return bool(self.lines or self.checked)

    def heirs(self, names) -> list[str]:
        """Each once."""
        return list(dict.fromkeys(map(self.heir, names)))

    def codes_of(self, org: str) -> list[str]:
        """Lines that a department scores today, those of departments it has taken over too."""
        return [code for code, lead in LEADS.items() if self.heir(lead) == org]

    def lines_beside(self, org: str) -> list[str]:
        """Lines that it countersigns today."""
        return [code for code, name in COOPERATING.items() if self.heir(name) == org]

    def versions(self, org: str) -> dict[str, int]:
        return {code: line.version for code, line in self.lines.items() if line.org == org}

    def last_sheet(self, org: str) -> Sheet | None:
        return next((sheet for sheet in reversed(self.sheets) if sheet.org == org), None)

    def sign(self, org: str, by: str) -> None:
        mine = [answer for answer in self.answers.values() if answer.org == org]
        self.sheets.append(Sheet(org, by, self.versions(org), mine))

    def give(self, org: str, by: str, given: dict[str, object], anew=()) -> int:
        """New versions of what changed; returns how many."""
        changed = [code for code, value in given.items() if code in anew or self.differs(code, value)]
        for code in changed:
            version = self.lines[code].version + 1 if code in self.lines else 1
            self.lines[code] = Line(org, given[code], by, version)
            self.scorers.add(by)
        return len(changed)

    def differs(self, code: str, value: object) -> bool:
        return code not in self.lines or self.lines[code].value != value

    # --- what stands open -----------------------------------------------------------------------------------------

    def points(self, aside: set[str]) -> set[tuple[str, str, str]]:
        """(department, line, why) of departments that have signed once."""
        signed = {sheet.org for sheet in self.sheets}
        found = {*self.objected(), *self.of_recused(aside), *self.unsigned(signed, aside)}
        return {one for one in found if one[0] in signed}

    def objections(self, org: str) -> list[tuple[Word, str]]:
        """Lines of this department to which somebody objects, without a signed answer."""
        return [
            (word, code)
            for word in self.words.values()
            for code in word.codes
            if not word.agrees and code in self.lines and self.lines[code].org == org and not self.answered(word, code)
        ]

    def objected(self) -> Iterator[tuple[str, str, str]]:
        for org in {line.org for line in self.lines.values()}:
            yield from ((org, code, "objection") for _, code in self.objections(org))

    def answered(self, word: Word, code: str) -> bool:
        answer = self.answers.get((word, code))
        return answer is not None and any(answer in sheet.answers for sheet in self.sheets)

    def of_recused(self, aside: set[str]) -> Iterator[tuple[str, str, str]]:
        for code, line in self.lines.items():
            if line.by in aside:
                yield line.org, code, "anew"

    def unsigned(self, signed: set[str], aside: set[str]) -> Iterator[tuple[str, str, str]]:
        for org in signed:
            sheet, now = self.last_sheet(org), self.versions(org)
            if now and (sheet.by in aside or (sheet.versions and sheet.versions != now)):
                yield org, "", "unsigned"

    def again(self, aside: set[str]) -> list[str]:
        """Departments whose countersigner stands aside."""
        stale = [self.heir(org) for org, word in self.words.items() if word.by in aside and self.theirs(org)]
        return list(dict.fromkeys(stale))

    def theirs(self, org: str) -> bool:
        """Nobody else has spoken for its successor already."""
        return self.heir(org) == org or self.heir(org) not in self.words

    # --- a merger -------------------------------------------------------------------------------------------------

    def take_over(self, old: str, heir: str) -> dict[str, int]:
        """Scores in force become the successor's; returns how many rows that adds."""
        standing = {code: line for code, line in self.lines.items() if line.org == old}
        if not standing:
            return {}
        lone = self.last_sheet(heir) is None and not any(line.org == heir for line in self.lines.values())
        sheet, before = self.last_sheet(old), {code: line.version for code, line in standing.items()}
        for code, line in standing.items():
            self.lines[code] = Line(heir, line.value, line.by, line.version + 1)
        if not (sheet and lone):
            return {"scores": len(standing)}
        versions = {code: version + (before.get(code) == version) for code, version in sheet.versions.items()}
        self.sheets.append(Sheet(heir, sheet.by, versions, sheet.answers))
        return {"scores": len(standing), "score_sheets": 1}
