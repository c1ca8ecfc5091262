"""Keyset pages: "those before this number" costs the same on the first page and on the thousandth."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 30


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    next_url: str = ""


def newest_first(rows: QuerySet, request: HttpRequest, size: int = SIZE) -> Page:
    """A page of rows by falling primary key; ``next_url`` keeps the filters of the address."""
    before = request.GET.get("before", "")
    chosen = rows.order_by("-pk").filter(pk__lt=int(before)) if before.isdecimal() else rows.order_by("-pk")
    found = list(chosen[: size + 1])
    if len(found) <= size:
        return Page(found)
    query = {**request.GET.dict(), "before": found[size - 1].pk}
    return Page(found[:size], f"?{urlencode(query)}")
