"""Recording a visit, and reading the last one."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from accounts import clock
from documents.evidence import accept
from workflows.applications.models import Application
from workflows.engine.actions import Action
from workflows.engine.errors import Incomplete
from workflows.engine.rights import may, require
from workflows.engine.transition import note

from ..models import SiteCheck, SiteCheckPhoto, SiteFinding

#: At least two people go (F06).
FEWEST_PEOPLE = 2
MOST_PHOTOS = 12


def record_visit(
    *,
    application: Application,
    by,
    on: date,
    people: list[str],
    households: int | None = None,
    words: str = "",
    findings: Mapping[str, str] | None = None,
    photos: Iterable = (),
) -> SiteCheck:
    """Write down a visit; it is never changed, a second visit is a record of its own.

    :param findings: indicator → what was found there.
    :param photos: uploads; looked at before anything is locked.
    :raises ValidationError: a photograph cannot be used; the sentence says what to do.
    """
    require(may(by, Action.CHECK_ON_SITE, application))
    require_two(people)
    if on > clock.today():
        raise Incomplete("核查日期不能晚于今天。")
    files = [accept(county=application.county, upload=upload, by=by) for upload in photos]
    with transaction.atomic():
        check = SiteCheck.objects.create(
            application=application,
            on=on,
            people=people,
            households=households,
            words=words.strip(),
            by=by,
            by_name=by.display_name,
        )
        found = {code: text.strip() for code, text in (findings or {}).items() if text.strip()}
        SiteFinding.objects.bulk_create(
            SiteFinding(check_of=check, indicator=code, words=text) for code, text in found.items()
        )
        SiteCheckPhoto.objects.bulk_create(
            SiteCheckPhoto(check_of=check, file=file) for file in {file.pk: file for file in files}.values()
        )
        note(application, by=by, action=Action.CHECK_ON_SITE, because=summary_of(check, found))
    return check


def require_two(people: list[str]) -> None:
    """Nobody checks alone."""
    if len(people) < FEWEST_PEOPLE:
        raise Incomplete("实地核查不少于2人，请填写全部核查人员。")


def summary_of(check: SiteCheck, found: Mapping[str, str]) -> str:
    """One line for the history."""
    households = f"，抽查{check.households}户" if check.households else ""
    findings = f"，发现{len(found)}处问题" if found else "，没有发现问题"
    return f"{check.on:%Y-%m-%d} {'、'.join(check.people)}到村核查{households}{findings}。"


def last_visit(application: Application) -> SiteCheck | None:
    """The visit that counts."""
    return application.site_checks.prefetch_related("findings", "photos__file").last()


def as_in_the_opinion(check: SiteCheck | None) -> dict:
    """A visit as an opinion quotes it; empty without one."""
    if check is None:
        return {}
    found = "；".join(f"{one.indicator} {one.words}" for one in check.findings.all())
    return {
        "on": check.on.isoformat(),
        "people": list(check.people),
        "households": check.households,
        "findings": found or check.words,
    }
