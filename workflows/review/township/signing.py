"""One sign-off for a township's recommendations: every village through its own step, all of them or none."""

from collections.abc import Sequence

from django.db import transaction

from workflows.engine.errors import Incomplete, NotNow, Refusal
from workflows.engine.steps import hold_all, perform

from ..models import Decision, TownshipPack
from ..packs import freeze, nominee_of
from ..places import Places
from ..reductions.reading import Reductions, reductions_in
from .scope import Scope
from .villages import Village


def places_left(scope: Scope, villages: Sequence[Village]) -> Places:
    """The township's places, and how many of them its recommended villages use."""
    return Places(scope.quota, sum(one.uses_a_place for one in villages))


def reductions_in_village(village: Village) -> Reductions | None:
    """What was taken off a village, with its answer."""
    if village.opinion is None:
        return None
    own = {row.code: row.score for row in village.result.indicators if row.score is not None}
    return reductions_in(village.application.spec, village.opinion, own)


def unanswered(villages: Sequence[Village]) -> list[Village]:
    """Villages that were reduced and have not said a word: nobody takes their silence for consent."""
    found = ((one, reductions_in_village(one)) for one in villages)
    return [one for one, reductions in found if reductions and not reductions.answer]


@transaction.atomic
def sign_pack(scope: Scope, chosen: Sequence[Village], *, by, opinion: str, noted: bool = False) -> TownshipPack:
    """Sign these villages in this order, freeze them as one pack. One refusal and nothing is signed.

    :param noted: the leader knows that some have not answered what was taken off them.
    :raises NotNow: over the cap, or one of them is no longer there to be signed.
    """
    if not chosen:
        raise Incomplete("请至少勾选一个村。")
    if (silent := unanswered(chosen)) and not noted:
        names = "、".join(one.name for one in silent)
        raise Incomplete(f"{names}还没有答复核减。请等待答复，或者确认已知悉后再签发。")
    for one in chosen:
        if one.item is None or one.item.node != "sign_at_township":
            raise NotNow(f"{one.name}现在不在您的待签发里，请刷新页面核对后再签。")
    hold_all(one.application.process_id for one in chosen)
    nominees = [nominee_of(one.application) for one in chosen]
    pack = freeze(round_=scope.round, township=scope.township, nominees=nominees, by=by, opinion=opinion)
    for one in chosen:
        try:
            perform(one.item.task, by=by, decision=Decision.RECOMMEND, opinion=opinion, pack=pack)
        except Refusal as refusal:
            raise NotNow(f"{one.name}：{refusal.reason}整包没有签发。") from refusal
    return pack
