"""Keeping a filter (常用筛选), and forgetting it."""

from django.db import transaction

from accounts.models import User
from workflows.engine.errors import Incomplete

from .filters import Filter
from .models import SavedFilter, Tab

#: As many as fit above a list.
MOST = 12


@transaction.atomic
def save(*, by: User, tab: str, name: str, filter_: Filter, words: str) -> SavedFilter:
    """Keep it under a name; the same name again replaces what it stood for, its link stays.

    :raises Incomplete: nothing was kept.
    """
    name = name.strip()
    if not name:
        raise Incomplete("请给这个筛选起个名字，例如“石岭镇快到期的”。")
    if not filter_:
        raise Incomplete("还没有选任何条件，请先在列表里筛选，再保存。")
    User.objects.select_for_update().get(pk=by.pk)  # two windows at once: the second counts what the first kept
    kept = SavedFilter.objects.filter(person=by)
    if not kept.filter(tab=tab, name=name).exists() and kept.count() >= MOST:
        raise Incomplete(f"最多保存{MOST}个常用筛选，请先删除不用的。")
    facts = {"query": filter_.query, "words": words[:200]}
    saved, _ = SavedFilter.objects.update_or_create(person=by, tab=Tab(tab), name=name, defaults=facts)
    return saved


def forget(*, saved: SavedFilter) -> None:
    """Its link ends with it."""
    saved.delete()
