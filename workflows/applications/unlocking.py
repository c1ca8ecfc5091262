"""退回补正: only what the return names is open again; the rest stays approved (domain 9).

Named are indicators: their figures, answers and proofs. Sections that nobody gives a verdict on (cover, statements,
the democratic procedure) stay open: a return may ask for them in its words only.
"""

from collections.abc import Iterable

from workflows.engine.errors import NotNow

from .fields import Path
from .models import Application
from .questions import items_of
from .returning import last_return


class Locked(NotNow):
    """Not among the points of the return."""

    def __init__(self, names: str):
        super().__init__(f"{names}已经通过，补正期间不能改。只改退回时列出的几项；确需修改的，请联系退回人。")


def open_again(application: Application) -> frozenset[str] | None:
    """Indicators that the return names; ``None`` where nothing was returned and everything is open."""
    if application.snapshot_id is None:
        return None
    event = last_return(application)
    points = event.data.get("points") if event else None
    return frozenset(row["indicator"] for row in points) if points else None


def locked_in(application: Application, paths: Iterable[Path]) -> list[str]:
    """Of these fields the names of those that are closed."""
    named = open_again(application)
    if named is None:
        return []
    spec = application.spec
    used = {one.code: {item.code for item in items_of(spec, one)} for one in spec.indicators}
    free = set().union(*(used.get(code, set()) for code in named))
    bound = set().union(*used.values()) - free
    return [
        path.key
        for path in paths
        if (path.section == "answers" and path.key not in named) or (path.section == "data" and path.key in bound)
    ]


def require_open(application: Application, paths: Iterable[Path]) -> None:
    """:raises Locked: one of the fields was approved and is not to be corrected."""
    if closed := locked_in(application, paths):
        spec = application.spec
        names = {one.code: one.name for one in (*spec.data_items, *spec.indicators)}
        raise Locked("、".join(dict.fromkeys(names.get(key, key) for key in closed)))


def is_closed(application: Application, indicator: str) -> bool:
    """Was the return about other indicators?"""
    named = open_again(application)
    return named is not None and indicator not in named


def require_proofs_open(application: Application, indicator: str) -> None:
    """:raises Locked: the proofs of this indicator stand."""
    if is_closed(application, indicator):
        raise Locked(application.spec.indicator_by_code[indicator].name)
