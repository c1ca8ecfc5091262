"""A code that changes takes along whatever names it: formulas that use a data item, indicators of a dimension."""

import re
from collections.abc import Mapping
from typing import Any

Body = Mapping[str, Any]
FORMULAS = ("formula", "applicable_if", "expr", "when", "target")


def renamed(body: Body, key: str, old: str, new: str) -> dict[str, Any]:
    """The body with the new code wherever the old one was named."""
    if old == new or key not in ("data_items", "dimensions"):
        return dict(body)
    if key == "dimensions":
        indicators = body.get("indicators") or []
        rows = [{**row, "dimension": new} if row["dimension"] == old else row for row in indicators]
        return {**body, "indicators": rows}
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    return {
        part: [_in_formulas(row, word, old, new) for row in rows] if part in ("indicators", "eligibility") else rows
        for part, rows in body.items()
    }


def _in_formulas(row: Body, word: re.Pattern[str], old: str, new: str) -> dict[str, Any]:
    changed = dict(row)
    for name in FORMULAS:
        if isinstance(row.get(name), str):
            changed[name] = word.sub(new, row[name])
    if row.get("inputs"):
        changed["inputs"] = [new if code == old else code for code in row["inputs"]]
    if row.get("special"):
        changed["special"] = [_in_formulas(one, word, old, new) for one in row["special"]]
    return changed
