"""加签、委派: ask others before a step is done. They give an opinion, the work comes back; whoever asked decides."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from accounts import clock
from accounts.enums import RegionLevel
from accounts.models import Appointment, User
from accounts.notify import notify
from accounts.posts import ADMINISTRATORS

from .actions import Action
from .errors import Incomplete, NotNow
from .models import Case, Consultation, Voice, WorkItem
from .nodes import case_of
from .passing_on import enter, hold
from .rights import RULES, holds, in_sight

#: More would be a meeting.
MOST = 12


def people_to_ask(item: WorkItem, user: User):
    """Who may be asked: colleagues of the same department, township or village; the county office asks the county.

    A department asks its own people only: what it scores is sealed.
    """
    there = Q(region_id=item.place_id, organisation_id=item.organisation_id)
    if item.organisation_id is None and item.place.level == RegionLevel.COUNTY:
        there = Q(region_id=item.place_id)
    held = Appointment.objects.current().filter(there).exclude(post__in=sorted(ADMINISTRATORS))
    people = User.objects.filter(is_active=True, pk__in=held.values("user")).exclude(pk=user.pk)
    return people.order_by("display_name")


@transaction.atomic
def ask(
    *, item: WorkItem, by: User, people: Iterable[User], question: str, need: str = Consultation.Need.ALL
) -> Consultation:
    """Put one question to some people; until enough have spoken the step waits.

    :raises NotNow, NotYou, Incomplete: nothing was changed.
    """
    item, case = hold(item, by)
    people = list(dict.fromkeys(people))
    if not people or not question.strip():
        raise Incomplete("请选择征求谁的意见，并写明请对方看什么。")
    if len(people) > MOST:
        raise Incomplete(f"一次最多征求{MOST}人的意见，请分次征求。")
    known = set(people_to_ask(item, by).filter(pk__in=[person.pk for person in people]))
    if strangers := [str(person) for person in people if person not in known or not in_sight(case, person)]:
        raise Incomplete(f"{'、'.join(strangers)}看不到这件事项，不能征求意见。")
    asked = Consultation.objects.create(work=item, asked_by=by, question=question.strip(), need=need)
    Voice.objects.bulk_create(Voice(consultation=asked, person=person) for person in people)
    names = "、".join(map(str, people))
    enter(case, item, by, Action.CONSULT, f"征求{names}的意见：{asked.question}", question=asked.pk)
    notify(
        people, subject=f"请您提意见：{item.title}", body=f"{by}：{asked.question}", url=f"/consultations/{asked.pk}/"
    )
    return asked


@transaction.atomic
def give_opinion(*, voice: Voice, by: User, words: str, agrees: bool | None = None) -> None:
    """Say it once; whoever asked is told, and the step can be done when enough have spoken."""
    item, case = hold_question(voice.consultation)
    voice = Voice.objects.select_related("consultation").get(pk=voice.pk)
    if voice.person_id != by.pk:
        raise NotNow("这条意见由被征求人本人答复。")
    if voice.answered_at:
        raise NotNow("您已经答复过了，不用再办。")
    if voice.withdrawn_at:
        raise NotNow("对方已经收回征求，不用再答复。")
    if not people_to_ask(item, voice.consultation.asked_by).filter(pk=by.pk).exists() or not in_sight(case, by):
        raise NotNow("您已不在可以答复的岗位，不用再答复；请告诉征求人收回。")
    if not words.strip() and agrees is None:
        raise Incomplete("请填写意见。")
    if agrees is False and not words.strip():
        raise Incomplete("不同意的，请写明理由。")
    voice.agrees, voice.words, voice.answered_at = agrees, words.strip(), clock.now()
    voice.save(update_fields=["agrees", "words", "answered_at"])
    enter(case, item, by, Action.GIVE_OPINION, said(voice), question=voice.consultation_id)
    notify(
        whoever_has_it(item, voice.consultation.asked_by, case),
        subject=f"{by}已提意见：{item.title}",
        body=said(voice),
        url=f"/todo/{item.pk}/",
    )


def whoever_has_it(item: WorkItem, asked_by: User, case: Case) -> list[User]:
    """Who asked; once he can no longer do the step, or has passed it on, whoever has it now."""
    if holds(asked_by, RULES[item.task.flow_task.action], case, item.organisation_id) and not item.lies_elsewhere(
        asked_by
    ):
        return [asked_by]
    held = Appointment.objects.current().filter(
        post=item.post, region_id=item.place_id, organisation_id=item.organisation_id
    )
    if item.colleague:
        held = held.filter(pk=item.handed_to_id)
    return list(held.people())


def said(voice: Voice) -> str:
    """``同意：…``."""
    stance = {True: "同意", False: "不同意", None: ""}[voice.agrees]
    return "：".join(part for part in (stance, voice.words) if part)


@transaction.atomic
def stop_asking(*, consultation: Consultation, by: User, person: User | None = None) -> None:
    """Take the question back, from one person (减签) or from all who have not answered."""
    item, case = hold(consultation.work, by)
    open_voices = consultation.voices.filter(answered_at=None, withdrawn_at=None).select_related("person")
    voices = list(open_voices.filter(person=person) if person else open_voices)
    if not voices:
        raise NotNow("对方已经答复，或者已经收回，不用再办。")
    Voice.objects.filter(pk__in=[voice.pk for voice in voices]).update(withdrawn_at=clock.now())
    people = [voice.person for voice in voices]
    enter(case, item, by, Action.STOP_CONSULTING, f"不再征求{'、'.join(map(str, people))}的意见")
    notify(people, subject=f"不用再提意见：{item.title}", body=f"{by}已收回征求。")


def hold_question(consultation: Consultation):
    """Lock the case behind a question, whoever is asking for it."""
    item = consultation.work
    with item.task.flow_task.flow_class.lock(item.process_id):
        item = WorkItem.objects.select_related("task__process", "organisation", "place", "handed_to__user").get(
            pk=item.pk
        )
    if item.state != WorkItem.State.OPEN:
        raise NotNow("这项工作已经办结，不用再答复。")
    return item, case_of(item.task.process)
