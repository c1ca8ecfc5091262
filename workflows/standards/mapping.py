"""The same question as last year: which code a data item or an indicator had in the version before.

`same_as` names it; without it the code itself counts, where the version before had it; an empty one says: a new question.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from workflows.standards.spec import DataItem, Indicator, Spec

Rows = Callable[[Spec], Mapping[str, DataItem | Indicator]]


def items(spec: Spec) -> Mapping[str, DataItem | Indicator]:
    return spec.item_by_code


def indicators(spec: Spec) -> Mapping[str, DataItem | Indicator]:
    return spec.indicator_by_code


def code_before(row: DataItem | Indicator) -> str:
    """What the version before called it; empty for a new question."""
    return row.code if row.same_as is None else row.same_as


def earlier_codes(rows: Rows, newest: Spec, older: Iterable[Spec]) -> dict[str, str]:
    """Code of today → code in the oldest of the versions, followed version by version. New questions are left out."""
    found = {code: code for code in rows(newest)}
    for later, earlier in pairwise((newest, *older)):
        then, now = rows(earlier), rows(later)
        stepped = {code: code_before(now[known]) for code, known in found.items() if known in now}
        found = {code: known for code, known in stepped.items() if known in then}
    return found
