"""The only writer of proxies (代理): a person who is away names a colleague of the same place.

The deputy acts under the principal's posts; whatever is done so is recorded as done by the deputy for the principal.
Two signatures stay two people: see ``workflows.engine.rights``.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts import audit, clock
from accounts.models import Appointment, Proxy, User
from accounts.notify import notify
from accounts.posts import ADMINISTRATORS

#: An absence, not a reform: a longer one is an appointment.
LONGEST = timedelta(days=90)


def colleagues_of(user: User):
    """Who may stand in: people with a post of the county's business in one of the same places."""
    places = Q(pk__in=[])
    for held in user.own_appointments:
        if held.post not in ADMINISTRATORS:
            places |= Q(region_id=held.region_id, organisation_id=held.organisation_id)
    there = Appointment.objects.current().filter(places).exclude(post__in=sorted(ADMINISTRATORS))
    return User.objects.filter(is_active=True, pk__in=there.values("user")).exclude(pk=user.pk).order_by("display_name")


@transaction.atomic
def entrust(*, principal: User, deputy: User, since: date, last_day: date, reason: str) -> Proxy:
    """Name a deputy for some days, the last one included.

    :raises ValidationError: what is wrong, in words.
    """
    User.objects.select_for_update().get(pk=principal.pk)  # two at once: the second sees what the first wrote
    until = last_day + timedelta(days=1)
    require_sound(principal, deputy, since, until, reason)
    proxy = Proxy.objects.create(
        county=next((held.county for held in principal.own_appointments), ""),
        principal=principal,
        deputy=deputy,
        since=since,
        until=until,
        reason=reason.strip(),
        made_by=principal,
    )
    deputy.forget_appointments()
    audit.record(
        actor=principal,
        verb="委托代理",
        subject=proxy,
        county=proxy.county,
        detail={"代理人": str(deputy), "起": str(since), "止": str(last_day), "事由": reason.strip()},
    )
    tell(proxy, f"{principal}请您代理", f"{when(proxy)}请您代为办理。事由：{proxy.reason}")
    return proxy


def require_sound(principal: User, deputy: User, since: date, until: date, reason: str) -> None:
    """Refuse what makes no sense, each with what to do."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明代理事由，例如“外出培训”。"})
    if since < clock.today():
        raise ValidationError({"since": "起始日不能早于今天。"})
    if until <= since:
        raise ValidationError({"last_day": "结束日不能早于起始日。"})
    if until - since > LONGEST:
        raise ValidationError({"last_day": f"代理最长{LONGEST.days}天；时间更长的，请安全管理员任命。"})
    if not colleagues_of(principal).filter(pk=deputy.pk).exists():
        raise ValidationError({"deputy": "只能委托同一单位在任的同事。"})
    taken = principal.proxies_given.filter(since__lt=until, until__gt=since).select_related("deputy").first()
    if taken:
        raise ValidationError({"since": f"这段时间已委托{taken.deputy}代理（{when(taken)}），请先结束原来的代理。"})


@transaction.atomic
def end(*, proxy: Proxy, by: User) -> None:
    """From today it no longer holds; only the principal ends it. One that had not begun never did."""
    proxy = Proxy.objects.select_for_update(of=("self",)).select_related("principal", "deputy").get(pk=proxy.pk)
    if proxy.principal_id != by.pk:
        raise ValidationError("代理由委托人本人结束。")
    today = clock.today()
    if proxy.until <= today:
        raise ValidationError("这项代理已经结束，不用再办。")
    proxy.until = max(today, proxy.since)
    proxy.save(update_fields=["until"])
    audit.record(actor=by, verb="结束代理", subject=proxy, county=proxy.county, detail={"自": str(proxy.until)})
    tell(proxy, f"{proxy.principal}已结束代理", "这些事项不再由您代办。")


def tell(proxy: Proxy, subject: str, body: str) -> None:
    """A message to the deputy."""
    notify([proxy.deputy], subject=subject, body=body, url="/")


def when(proxy: Proxy) -> str:
    """``3月2日至3月6日``."""
    return f"{proxy.since:%-m月%-d日}至{proxy.last_day:%-m月%-d日}"
