"""What a fresh draft need not be asked for: last time's answers, who answers, what the region's file says.

What the region's file and the last cover say is filled in. Everything else that was said before is offered
(``KnownValue``): it counts once the applicant taps 没变, so that nothing is said because somebody did nothing.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.db.models import Q
from django.utils.timezone import localtime

from workflows.standards import mapping

from ..content import content_of, text
from ..models import Application, DataValue, KnownValue

#: Data items that the region's own file knows (基本情况).
PROFILE = {
    "hh": "households",
    "pop": "population",
    "pop_res": "resident",
    "groups": "groups",
    "area_km2": "area_km2",
    "arable_mu": "arable_mu",
}
#: Parts of an answer that say something by themselves; a remark belongs to its year.
ANSWERED = ("checked", "level", "findings")


def carry_over(application: Application) -> None:
    """Fill a draft just made; everything can be changed by the applicant."""
    before = last_application(application)
    said = said_before(before) if before else {}
    profile = application.region.profile
    previous = previous_values(application, before, said) if before else {}
    known: list[KnownValue] = []
    rows = []
    for item in application.spec.data_items:
        value = amount(profile.get(PROFILE.get(item.code, "")))
        if value is not None:
            known.append(from_file(application, f"data.{item.code}.value", text(value)))
        if value is not None or previous.get(item.code) is not None:
            rows.append(
                DataValue(application=application, item=item.code, value=value, previous=previous.get(item.code))
            )
    DataValue.objects.bulk_create(rows)
    if before:
        known += offered(application, before, said, taken={one.field for one in known})
        application.leader_name, application.contact_phone = said["leader_name"], said["contact_phone"]
        application.save(update_fields=["leader_name", "contact_phone"])
    KnownValue.objects.bulk_create(known)


def from_file(application: Application, field: str, value: str | None) -> KnownValue:
    """A figure of the region's own file."""
    return KnownValue(
        application=application,
        field=field,
        value=value,
        origin=KnownValue.Origin.FILE,
        source="县里登记的村镇基本情况",
    )


def offered(application: Application, before: Application, said: dict, *, taken: set[str]) -> list[KnownValue]:
    """What was said last time, under this year's names, where the question is still the same."""
    fields = {**cover_of(said), **figures_of(application, before, said), **answers_of(application, before, said)}
    fields |= statements_of(application, said)
    source, as_of = origin_of(before)
    return [
        KnownValue(
            application=application,
            field=field,
            value=value,
            origin=KnownValue.Origin.LAST,
            source=source,
            as_of=as_of,
        )
        for field, value in fields.items()
        if field not in taken
    ]


def origin_of(before: Application) -> tuple[str, date]:
    """``2026年第1批县级示范村申报`` and the day on which it was said."""
    latest = before.submissions.last()
    if latest is None:
        return f"{before.round.title}申报草稿", localtime(before.saved_at or before.created_at).date()
    return f"{before.round.title}申报", localtime(latest.at).date()


def said_before(before: Application) -> dict:
    """The last content: as it was handed in, or, where it never was, as it stands in the draft."""
    return before.snapshot.content if before.snapshot else content_of(before)


def cover_of(said: dict) -> dict:
    return {f"cover.{name}": said[name] for name in ("leader_name", "contact_phone") if said[name]}


def figures_of(application: Application, before: Application, said: dict) -> dict:
    """A renamed item is still the same question (`same_as`)."""
    then = application.round.standard.codes_in(before.round.standard, mapping.items)
    units = before.round.standard.spec.item_by_code
    return {
        f"data.{code}.value": said["data"][known]["value"]
        for code, known in then.items()
        if said["data"].get(known, {}).get("value") is not None
        and units[known].unit == application.spec.item_by_code[code].unit
    }


def answers_of(application: Application, before: Application, said: dict) -> dict:
    """Ticks, levels and faults; only where the list that was ticked is the same to the letter."""
    then = application.round.standard.codes_in(before.round.standard, mapping.indicators)
    asked = before.round.standard.spec.indicator_by_code
    return {
        f"answers.{code}.{part}": said["answers"][known][part]
        for code, known in then.items()
        if asked[known].how == application.spec.indicator_by_code[code].how
        for part in ANSWERED
        if said["answers"].get(known, {}).get(part) not in (None, "")
    }


def statements_of(application: Application, said: dict) -> dict:
    return {
        f"statements.{one.code}": said["statements"][one.code]
        for one in application.spec.dimensions
        if said["statements"].get(one.code, "").strip()
    }


def previous_values(application: Application, before: Application, said: dict) -> dict[str, Decimal | None]:
    """Last year's figures (上年值) under this year's codes; of an earlier round of the same year, what it called so."""
    part = "value" if before.round.year < application.round.year else "previous"
    then = application.round.standard.codes_in(before.round.standard, mapping.items)
    return {code: amount(said["data"].get(known, {}).get(part)) for code, known in then.items()}


def last_application(application: Application) -> Application | None:
    """The applicant's last application of the same kind from an earlier round, handed in or not."""
    round_ = application.round
    earlier = Application.objects.filter(region_id=application.region_id, round__kind=round_.kind)
    before = earlier.filter(
        Q(round__year__lt=round_.year) | Q(round__year=round_.year, round__number__lt=round_.number)
    )
    rows = before.select_related("round__standard__content", "region__parent", "snapshot", "procedure")
    return rows.order_by("-round__year", "-round__number", "-pk").first()


def amount(value) -> Decimal | None:
    """A figure of the region's file; ``None`` for anything else."""
    try:
        return None if value in (None, "") or isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        return None
