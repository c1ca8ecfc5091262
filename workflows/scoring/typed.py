"""Cells as a browser sends them, and what it is told of them.

Asked: ``{"cells": [{"application", "code", "version", "score", "na", "reason", "basis"}]}``.
Told: ``{"saved": [cell], "stale": [{"application", "code", "now": cell}], "refused": [{…, "words"}], "rows": {…}}``.
"""

import json
from collections.abc import Iterable
from decimal import Decimal

from django.utils.timezone import localtime

from workflows.engine.errors import Incomplete
from workflows.standards.decimals import number, plain

from .models import DepartmentScore
from .overview import Standing
from .services.cells import Cell, Outcome
from .services.sheets import Given

#: As many cells as one message may carry; the browser sends the rest in the next one.
MOST = 500
NOT_READABLE = "发送的内容读不出来，请刷新页面再填（已填的内容还在本机）。"


def cells_from(body: bytes) -> list[Cell]:
    """The cells of a message.

    :raises Incomplete: it is no message of ours.
    """
    try:
        sent = json.loads(body)["cells"]
        if len(sent) > MOST:
            raise Incomplete(f"一次最多保存{MOST}格，请分几次粘贴。")
        return [cell_from(one) for one in sent]
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        raise Incomplete(NOT_READABLE) from None


def cell_from(sent: dict) -> Cell:
    """One cell; what is no number becomes a refusal beside the cell, not of the whole message."""
    given = Given(
        score=score_from(sent.get("score")),
        reason=str(sent.get("reason") or ""),
        applicable=not sent.get("na"),
        basis=basis_from(sent.get("basis")),
    )
    return Cell(int(sent["application"]), str(sent["code"]), int(sent["version"]), given)


def score_from(text: object) -> Decimal | None:
    """A number as typed; ``NaN`` for what is none."""
    if text is None or not str(text).strip():
        return None
    try:
        return number(str(text).strip())
    except ValueError:
        return Decimal("NaN")


def basis_from(sent: object) -> object:
    """Levels of a bonus item, or how often each thing was found."""
    if isinstance(sent, list):
        return [str(one) for one in sent]
    if isinstance(sent, dict):
        return {str(words): int(count or 0) for words, count in sent.items()}
    return None


def told(outcome: Outcome, standings: Iterable[Standing]) -> dict:
    """What the browser is told."""
    return {
        "saved": [as_cell(row) for row in outcome.saved],
        "stale": [{**place(one.cell), "now": as_cell(one.now) if one.now else None} for one in outcome.stale],
        "refused": [{**place(one.cell), "words": one.words} for one in outcome.refused],
        "rows": {str(one.application.pk): as_state(one) for one in standings},
    }


def place(cell: Cell) -> dict:
    """Which cell."""
    return {"application": cell.application_id, "code": cell.code}


def as_cell(row: DepartmentScore) -> dict:
    """A version as the browser keeps it."""
    return {
        "application": row.application_id,
        "code": row.indicator,
        "version": row.version,
        **as_given(row),
        "by": row.by_name,
        "at": f"{localtime(row.at):%m月%d日 %H:%M}",
    }


def as_given(row: DepartmentScore | None) -> dict:
    """What stands in a cell; an item under which nothing was found shows a zero."""
    if row is None:
        return {"score": "", "na": False, "reason": "", "basis": None, "lacking": False}
    return {
        "score": "" if row.score is None else plain(row.score),
        "na": not row.applicable,
        "reason": row.reason,
        "basis": row.basis,
        "lacking": row.needs_reason and not row.reason,
    }


def as_state(standing: Standing) -> dict:
    """How the row stands now."""
    state = standing.state
    return {"state": state.value, "label": state.label, "tone": state.tone, "complete": state.is_complete}
