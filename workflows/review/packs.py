"""推荐包: what a township's leader signs together is frozen together; a late village goes into a supplementary pack."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from accounts.models import Region
from workflows.applications.models import Application, Submission
from workflows.engine.actions import Action
from workflows.engine.errors import NotNow
from workflows.engine.signatures import signing_name
from workflows.rounds.models import Round

from .models import Opinion, PackedApplication, Stage, TownshipPack
from .reading import submitted_total

#: Somebody else signs at this moment.
TAKEN = "这个镇（街道）刚刚签发了一个推荐包，请刷新页面核对后再签。"


@dataclass(frozen=True)
class Nominee:
    """An application as it is put into a pack."""

    application: Application
    submission: Submission
    opinion: Opinion
    self_total: Decimal | None
    town_total: Decimal | None

    @property
    def facts(self) -> list[str]:
        """What the pack's check sum is made of."""
        totals = ["" if one is None else f"{one:f}" for one in (self.self_total, self.town_total)]
        return [self.application.number, self.submission.snapshot_id, str(self.opinion.pk), *totals]


def nominee_of(application: Application) -> Nominee:
    """The submission in force and the township's last opinion on it."""
    submission = application.submissions.select_related("snapshot").last()
    opinion = application.opinions.filter(stage=Stage.TOWNSHIP).prefetch_related("verdicts").last()
    given = [row.score for row in opinion.verdicts.all() if row.score is not None]
    total = submitted_total(application, submission.snapshot.content)
    return Nominee(application, submission, opinion, total, sum(given, Decimal(0)) if given else None)


def fingerprint(round_: Round, township: Region, number: int, facts: Sequence[list[str]]) -> str:
    """SHA-256 over what was signed, in its order."""
    told = [round_.code, township.code, number, list(facts)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def packs_of(round_: Round, township: Region):
    """Signed packs, the first one first."""
    packs = TownshipPack.objects.filter(round=round_, township=township)
    return packs.select_related("round__standard", "township", "signed_by").prefetch_related(
        "items__application__region__parent", "items__submission__snapshot", "items__opinion__verdicts"
    )


@transaction.atomic
def freeze(*, round_: Round, township: Region, nominees: Sequence[Nominee], by, opinion: str) -> TownshipPack:
    """Write down a pack with everything in it; nothing in it is changed afterwards."""
    last = TownshipPack.objects.filter(round=round_, township=township).order_by("number").last()
    number = last.number + 1 if last else 1
    first_place = last.items.last().place + 1 if last else 1  # the township's order goes on
    try:
        with transaction.atomic():
            pack = TownshipPack.objects.create(
                county=round_.county,
                round=round_,
                township=township,
                number=number,
                quota=round_.quota_of(township.pk),
                opinion=opinion.strip(),
                sha256=fingerprint(round_, township, number, [one.facts for one in nominees]),
                signed_by=by,
                signed_by_name=signing_name(by, Action.SIGN_AT_TOWNSHIP, nominees[0].application),
            )
    except IntegrityError:
        raise NotNow(TAKEN) from None
    PackedApplication.objects.bulk_create(
        PackedApplication(
            pack=pack,
            place=place,
            application=one.application,
            submission=one.submission,
            opinion=one.opinion,
            self_total=one.self_total,
            town_total=one.town_total,
        )
        for place, one in enumerate(nominees, start=first_place)
    )
    return pack


def is_as_signed(pack: TownshipPack) -> bool:
    """Do the rows still say what was signed?"""
    facts = [
        Nominee(one.application, one.submission, one.opinion, one.self_total, one.town_total).facts
        for one in pack.items.all()
    ]
    return fingerprint(pack.round, pack.township, pack.number, facts) == pack.sha256


def supplement(*, case: Application, by, opinion: str) -> TownshipPack | None:
    """A village signed by itself after the township's pack has left is a supplementary pack; before, it is on its own."""
    round_, township = case.round, case.township
    if not TownshipPack.objects.filter(round=round_, township=township).exists():
        return None
    return freeze(round_=round_, township=township, nominees=[nominee_of(case)], by=by, opinion=opinion)
