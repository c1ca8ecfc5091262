"""The only writer of appointments. Posts are given and taken by the security administrator alone (三员分立)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.enums import Post
from accounts.models import Appointment, Organisation, Region, User
from accounts.posts import POSTS, compatible
from accounts.rules import require_administrator


@transaction.atomic
def appoint(
    *,
    user: User,
    post: Post,
    region: Region,
    organisation: Organisation | None = None,
    since: date,
    until: date | None = None,
    by: User | None = None,
) -> Appointment:
    """Give a person a post. Without ``by`` the command line is speaking."""
    require_administrator(by, Post.SECURITY_ADMIN, region.code)
    User.objects.select_for_update().get(pk=user.pk)  # two administrators at once: the second sees what the first did
    wanted = Appointment(
        user=user,
        county=region.county,
        post=Post(post),
        region=region,
        organisation=organisation,
        since=since,
        until=until,
    )
    _require_fitting_place(wanted)
    _require_free(wanted)
    wanted.save(force_insert=True)
    user.forget_appointments()
    audit.record(actor=by, verb="任命", subject=wanted, detail={"人员": str(user), "起": since, "止": until})
    return wanted


@transaction.atomic
def dismiss(*, appointment: Appointment, on: date, by: User | None = None) -> Appointment:
    """End a post: from ``on`` it is no longer held. The row stays, with everything done under it."""
    require_administrator(by, Post.SECURITY_ADMIN, appointment.region_id)
    locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if locked.until is not None and locked.until <= on:
        raise ValidationError(f"该任职已于{locked.until:%Y年%-m月%-d日}结束，无需重复办理。")
    if on < locked.since:
        raise ValidationError("离任日不能早于任职起始日。")
    locked.until = appointment.until = on
    locked.save(update_fields=["until"])
    appointment.user.forget_appointments()
    audit.record(actor=by, verb="免职", subject=locked, detail={"人员": str(locked.user), "离任日": on})
    return appointment


def _require_fitting_place(wanted: Appointment) -> None:
    spec, region, organisation = POSTS[Post(wanted.post)], wanted.region, wanted.organisation
    if region.level not in spec.levels:
        levels = "、".join(str(level.label) for level in spec.levels)
        raise ValidationError(f"“{Post(wanted.post).label}”设在{levels}一级，不能任职于{region.full_name}。")
    if not region.is_active:
        raise ValidationError(f"{region.full_name}已撤销，请选择现行区划。")
    if organisation is None:
        if spec.needs_organisation:
            raise ValidationError(f"“{Post(wanted.post).label}”须选择所在单位。")
        return
    if organisation.county != region.county:
        raise ValidationError(f"{organisation}不是{region}的单位。")
    if not organisation.exists_on(wanted.since):
        raise ValidationError(f"{organisation}在任职起始日不存在，现由{organisation.heir}承接其职责。")


def _require_free(wanted: Appointment) -> None:
    if wanted.until is not None and wanted.until <= wanted.since:
        raise ValidationError("离任日须晚于任职起始日。")
    for held in wanted.user.appointments.overlapping(wanted.since, wanted.until):
        if not compatible(Post(wanted.post), [Post(held.post)]):
            raise ValidationError(
                f"{wanted.user}在此期间任{held}：系统、安全、审计三个管理员互不兼任，也不兼任业务岗位。"
            )
        if all(getattr(held, key) == getattr(wanted, key) for key in ("post", "region_id", "organisation_id")):
            raise ValidationError(f"{wanted.user}在此期间已任{held}，无需重复任命。")
