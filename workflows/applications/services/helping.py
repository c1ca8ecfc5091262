"""代填: ask, take up, hand back; confirm a section or send it back. Each step stands in the history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse

from accounts import clock
from accounts.enums import Post
from accounts.models import Appointment
from accounts.notify import notify
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete, NotNow
from workflows.engine.rights import may, require
from workflows.engine.transition import note

from ..helping import helping_of
from ..models import Application, Helping, SectionCheck
from ..sections import Section, sections_of


def ask_for_help(*, application: Application, by, reason: str) -> Helping:
    """The village asks its township to fill in."""
    with held(application) as row:
        require(may(by, Action.ASK_FOR_HELP, row))
        helping = Helping.objects.create(application=row, reason=said(reason), asked_by=by, asked_at=clock.now())
        note(row, by=by, action=Action.ASK_FOR_HELP, because=helping.reason)
    tell_township(application, "请镇里代填", helping.reason)
    return helping


def take_up(*, application: Application, by, reason: str = "") -> Helping:
    """The township begins to fill in: as it was asked, or of itself, and then it says why."""
    with held(application) as row:
        require(may(by, Action.TAKE_UP_FILLING, row))
        helping = helping_of(row) or Helping(application=row, reason=said(reason))
        helping.taken_up_by, helping.taken_up_at = by, clock.now()
        helping.save()
        note(row, by=by, action=Action.TAKE_UP_FILLING, because=helping.reason)
    words = f"{by.display_name}开始代填。填好后请村党组织书记逐部分确认，确认后才能提交。"
    tell_village(application, "镇里开始代填", words)
    return helping


def hand_back(*, application: Application, by) -> None:
    """The township is through; the village's secretary confirms."""
    with held(application) as row:
        require(may(by, Action.FILL_FOR, row))
        row.helpings.open().update(ended_at=clock.now())
        note(row, by=by, action=Action.FILL_FOR, because="代填完成，请村党组织书记逐部分确认。")
    url = reverse("applications:confirm", args=[application.pk])
    secretary = (Post.VILLAGE_SECRETARY,)
    tell(application, secretary, application.region_id, "请确认镇里代填的内容", "请逐部分看一看。", url)


def call_off(*, application: Application, by) -> None:
    """The village fills in itself after all; what was typed stays, and is confirmed as before."""
    with held(application) as row:
        require(may(by, Action.FILL_IN, row))
        if not row.helpings.open().update(ended_at=clock.now()):
            raise NotNow("现在没有请镇里代填。")
        note(row, by=by, action=Action.ASK_FOR_HELP, because="不用代填了，由村里自己填。")
    tell_township(application, "不用代填了", "村里自己填。")


def check_section(
    *, application: Application, by, key: str, digest: str, confirmed: bool, words: str = ""
) -> SectionCheck:
    """The secretary says of one section: 属实, or sends it back with a word.

    :param digest: of the section as it was shown; what changed since then must be looked at again.
    """
    words = words.strip()
    if not confirmed and not words:
        raise Incomplete("退回时请写一句话，说清要改什么。")
    with held(application) as row:
        require(may(by, Action.CONFIRM_FILLED, row))
        section = section_now(application, key)
        if section.digest != digest:
            raise NotNow(f"“{section.name}”刚刚又改过，请再看一遍，然后确认。")
        check = SectionCheck.objects.create(
            application=row,
            section=key,
            digest=digest,
            confirmed=confirmed,
            words=words,
            by=by,
            by_name=by.display_name,
        )
        told = f"“{section.name}”{'属实。' if confirmed else f'退回：{words}'}"
        note(row, by=by, action=Action.CONFIRM_FILLED, because=told, data={"section": key, "digest": digest})
        if not confirmed:
            open_again(row, by=by, reason=told)
    if not confirmed:
        tell_township(application, f"“{section.name}”请再改一改", words, section.url)
    return check


def open_again(application: Application, *, by, reason: str) -> None:
    """What was sent back lies with whoever filled in last."""
    last = application.helpings.exclude(taken_up_at=None).last()
    if not application.helpings.open().exists():
        Helping.objects.create(
            application=application,
            reason=reason[:200],
            asked_by=by,
            asked_at=clock.now(),
            taken_up_by=last.taken_up_by,
            taken_up_at=clock.now(),
        )


def section_now(application: Application, key: str) -> Section:
    """A section as it stands under the lock."""
    now = Application.objects.with_content().get(pk=application.pk)
    found = next((section for section in sections_of(now) if section.key == key), None)
    if found is None:
        raise NotNow("没有这一部分，请刷新页面。")
    return found


@contextmanager
def held(application: Application) -> Iterator[Application]:
    """The draft with its row locked: nobody writes into it, hands it in or asks twice meanwhile."""
    with transaction.atomic():
        row = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
        row.round, row.region = application.round, application.region
        yield row


def said(reason: str) -> str:
    """A reason has words."""
    if not reason.strip():
        raise Incomplete("请写一句原因。")
    return reason.strip()[:200]


def tell_township(application: Application, subject: str, words: str, url: str = "") -> None:
    """Whoever fills in for villages; to the desk of 代填, where nothing else is said."""
    url = url or reverse("applications:helping")
    tell(application, (Post.TOWN_REVIEWER,), application.township.pk, subject, words, url)


def tell_village(application: Application, subject: str, words: str) -> None:
    """Whoever fills in and whoever submits."""
    posts = (Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY)
    url = reverse("applications:edit", args=[application.pk])
    tell(application, posts, application.region_id, subject, words, url)


def tell(application: Application, posts: tuple[Post, ...], place: str, subject: str, words: str, url: str) -> None:
    """One message to each who holds one of the posts there."""
    people = Appointment.objects.current().filter(post__in=posts, region_id=place).people()
    notify(people, subject=subject, body=f"{application.region.full_name}，{application.round.title}。{words}", url=url)
