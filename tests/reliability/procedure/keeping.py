"""What stands of an earlier scoring when an application comes back: whatever nobody has touched. Plain Python."""

from collections import Counter
from collections.abc import Callable, Iterator

from .cases import Application
from .scoring import COOPERATING, LEADS, Line, Scoring, Sheet, Word


def submitted_as(case: Application, number: int) -> dict[str, object]:
    """What was frozen of a submission."""
    return case.handed_in[number - 1]


def touched_since(case: Application, before: Scoring) -> set[str]:
    """Lines that a return has named since then, and those for which something else was submitted."""
    then, now = submitted_as(case, before.number), submitted_as(case, case.submissions)
    named = set().union(*(codes for number, codes in case.named.items() if number >= before.number))
    return named | {code for code in LEADS if now.get(code) != then.get(code)}


def keep_what_stands(before: Scoring, now: Scoring, touched: set[str], family: Callable[[str], set[str]]) -> Counter:
    """Take over lines, signatures, consents and answers; returns how many rows that adds."""
    now.lines = {
        code: Line(before.heir(line.org), line.value, line.by, line.version)
        for code, line in before.lines.items()
        if code not in touched
    }
    now.sheets = list(standing_sheets(before, now))
    now.words = {word.org: word for word in standing_consents(before, now, touched, family)}
    now.checked, now.found = list(before.checked), before.found
    return Counter(
        scores=len(now.lines),
        score_sheets=len(now.sheets),
        countersignatures=len(now.words),
        veto_answers=len(now.checked),
    )


def standing_sheets(before: Scoring, now: Scoring) -> Iterator[Sheet]:
    """Signatures under which every line stands as it was signed; the successor's too, where there is one."""
    heirs = {line.org: before.heir(line.org) for line in before.lines.values()}
    for org in dict.fromkeys(sheet.org for sheet in before.sheets):
        sheet, heir = before.last_sheet(org), heirs.get(org, org)
        lines = {code: line.version for code, line in before.lines.items() if heirs[line.org] == heir}
        if sheet.versions == lines and lines.keys() <= now.lines.keys():
            yield from (Sheet(one, sheet.by, sheet.versions, []) for one in dict.fromkeys((org, heir)))


def standing_consents(
    before: Scoring, now: Scoring, touched: set[str], family: Callable[[str], set[str]]
) -> Iterator[Word]:
    """Of departments that agreed, where every line on which they have a say stands."""
    for word in before.words.values():
        about = {code for code, name in COOPERATING.items() if name in family(word.org)}
        if word.agrees and about <= now.lines.keys() and not about & touched:
            yield Word(word.org, True, (), word.by)
