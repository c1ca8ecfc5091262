"""Keyset pages: as fast at the end of a long list as at its beginning, and no count of all rows."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from json import dumps, loads

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import Http404

PAGE = 25


class KeysetMixin:
    """Pages of a list view by the values of its order; ``keys`` names them, ``-`` for descending, the last is unique.

    :cvar nullable: keys that may have no value; their rows come last. The others are asked for as an index has them.
    """

    keys: tuple[str, ...] = ()
    nullable: tuple[str, ...] = ()
    page_size = PAGE

    def get_context_data(self, **kwargs) -> dict:
        backwards, mark = self.mark()
        shown = self.page(self.object_list, backwards, mark)
        more = len(shown) > self.page_size
        shown = shown[: self.page_size]
        if backwards:
            shown.reverse()
        follows, precedes = (True, more) if backwards else (more, mark is not None)
        context = super().get_context_data(object_list=shown, **kwargs)
        return {
            **context,
            self.context_object_name: shown,
            "next_url": self.query_for("after", shown[-1]) if shown and follows else "",
            "previous_url": self.query_for("before", shown[0]) if shown and precedes else "",
        }

    def mark(self) -> tuple[bool, list | None]:
        """From which row the page goes on, and in which direction."""
        name = "before" if self.request.GET.get("before") else "after"
        text = self.request.GET.get(name)
        if not text:
            return False, None
        try:
            values = loads(urlsafe_b64decode(text.encode()))
            if not isinstance(values, list) or len(values) != len(self.keys):
                raise ValueError(text)
        except ValueError as error:
            raise Http404("页码无效，请从第一页重新打开。") from error
        return name == "before", values

    def page(self, rows: QuerySet, backwards: bool, values: list | None) -> list:
        """Rows of one page and one more, in the direction of reading."""
        keys = tuple(turned(key) for key in self.keys) if backwards else self.keys
        rows = rows.order_by(*(ordering(key, key.lstrip("-") in self.nullable, first=backwards) for key in keys))
        try:
            if values is not None:
                rows = rows.filter(beyond(keys, values, self.nullable, backwards=backwards))
            return list(rows[: self.page_size + 1])
        except (ValueError, TypeError, ValidationError) as error:  # a made-up mark: no such date, no such number
            raise Http404("页码无效，请从第一页重新打开。") from error

    def query_for(self, direction: str, row) -> str:
        """The address of the page behind (``after``) or in front of (``before``) a row."""
        values = [getattr(row, key.lstrip("-")) for key in self.keys]
        query = self.request.GET.copy()
        for name in ("after", "before"):
            query.pop(name, None)
        query[direction] = urlsafe_b64encode(dumps(values, default=str).encode()).decode()
        return f"?{query.urlencode()}"


def turned(key: str) -> str:
    """The opposite direction."""
    return key[1:] if key.startswith("-") else f"-{key}"


def ordering(key: str, nullable: bool = True, *, first: bool = False):
    """An order in which rows without a value come last (read backwards: first)."""
    if not nullable:
        return key
    nulls = {"nulls_first" if first else "nulls_last": True}
    return F(key[1:]).desc(**nulls) if key.startswith("-") else F(key).asc(**nulls)


def beyond(keys: tuple[str, ...], values: list, nullable: tuple[str, ...] = (), *, backwards: bool = False) -> Q:
    """Everything that follows a row in the order of the keys; a missing value is the last of all.

    What holds for all of it comes first: where the index begins to be read.
    """
    condition, same = Q(), Q()
    for key, value in zip(keys, values, strict=True):
        name = key.lstrip("-")
        condition |= same & further(key, value, name in nullable, backwards)
        same &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    name = keys[0].lstrip("-")
    if values[0] is None or name in nullable or len(keys) == 1:
        return condition
    return Q(**{f"{name}__{'lte' if keys[0].startswith('-') else 'gte'}": values[0]}) & condition


def further(key: str, value, nullable: bool, backwards: bool) -> Q:
    """Rows that this key alone puts behind the value."""
    name = key.lstrip("-")
    if value is None:
        return Q(**{f"{name}__isnull": False}) if backwards else Q(pk__in=[])
    behind = Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
    return behind | Q(**{f"{name}__isnull": True}) if nullable and not backwards else behind
