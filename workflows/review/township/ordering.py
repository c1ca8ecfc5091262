"""The order in which a township recommends (推荐顺序): proposed by the reviewer's ranks and scores, moved by hand, kept."""

from decimal import Decimal

from workflows.applications.states import State

from ..models import RecommendedOrder
from .scope import Scope
from .villages import Village


def nominees_in_order(scope: Scope, villages: list[Village]) -> list[Village]:
    """Reviewed villages that wait for the signature: as they were last put in order, new ones behind."""
    waiting = [one for one in villages if one.application.state == State.TOWN_REVIEWED and one.opinion]
    kept = last_order(scope)
    place = {pk: at for at, pk in enumerate(kept.applications)} if kept else {}
    return sorted(waiting, key=lambda one: (place.get(one.application.pk, len(place)), *proposed(one)))


def proposed(village: Village) -> tuple:
    """By the reviewer's own rank, then by the township's total, then by code."""
    rank = village.opinion.rank
    total = village.town_total if village.town_total is not None else village.total
    return rank is None, rank or 0, -(total or Decimal(0)), village.application.region_id


def last_order(scope: Scope) -> RecommendedOrder | None:
    """As somebody left it."""
    return RecommendedOrder.objects.filter(round=scope.round, township=scope.township).last()


def moved(keys: list[int], key: int, step: int) -> list[int]:
    """The order with one moved up (−1) or down (1); at the end it stays."""
    order = list(keys)
    if key not in order:
        return order
    at = order.index(key)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return order


def keep_order(scope: Scope, *, by, applications: list[int]) -> RecommendedOrder:
    """Write the order down, with who left it so."""
    return RecommendedOrder.objects.create(
        round=scope.round,
        township=scope.township,
        applications=applications,
        by=by,
        by_name=by.display_name,
    )
