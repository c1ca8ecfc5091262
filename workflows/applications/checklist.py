"""The check list before handing over and submitting: everything that counts, ticked or with the way to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts import clock

from .checking import Checking
from .deadlines import time_left
from .drafts import Draft
from .sections import Section


@dataclass(frozen=True)
class Check:
    """One line: is it so, what is meant, and where to put it right."""

    ok: bool
    text: str
    url: str = ""
    link: str = "去补"


def checklist(draft: Draft, *, unconfirmed: list[Section], was_helped: bool) -> list[Check]:
    """Part by part, then proofs, corrections, confirmations, time."""
    return [
        *(Check(part.complete, f"{part.name}：{part.done}/{part.total}", part.url) for part in draft.parts),
        Check(not draft.lacking_evidence, "要求的照片和材料都传了", url_of_first_proof(draft)),
        *corrections(draft),
        *carried(draft),
        *confirmations(draft, unconfirmed, was_helped=was_helped),
        in_time(draft),
    ]


def url_of_first_proof(draft: Draft) -> str:
    """The first place at which a photograph or paper is missing."""
    found = (unit.url for unit in draft.open_units if any(gap.is_evidence for gap in unit.gaps))
    return next(found, "")


def corrections(draft: Draft) -> Iterator[Check]:
    """After a return: is each point touched?"""
    if draft.returned:
        url = reverse("applications:edit", args=[draft.application.pk]) + "#returned"
        yield Check(not draft.returned.left, f"退回要改的 {len(draft.points)} 处都改过", url, "去改")


def carried(draft: Draft) -> Iterator[Check]:
    """Is what was filled in by the system looked at? No obstacle: what was not tapped is not there."""
    checking = Checking(draft.application)
    if checking.total:
        url = reverse("applications:check", args=[draft.application.pk])
        yield Check(
            not checking.open, f"以前填过的核对了 {checking.done}/{checking.total} 项（可以不全核对）", url, "去核对"
        )


def confirmations(draft: Draft, unconfirmed: list[Section], *, was_helped: bool) -> Iterator[Check]:
    """What the township filled in is confirmed by the village's secretary."""
    if was_helped:
        url = reverse("applications:confirm", args=[draft.application.pk])
        names = "、".join(section.name for section in unconfirmed)
        text = f"镇里代填的还没有确认：{names}" if unconfirmed else "镇里代填的各部分都已由村党组织书记确认"
        yield Check(not unconfirmed, text, url, "去确认")


def in_time(draft: Draft) -> Check:
    """Until when it is taken."""
    left = time_left(draft.due_at)
    return Check(clock.now() < draft.due_at, f"在截止时间（{left.until}）之前，{left.words}")
