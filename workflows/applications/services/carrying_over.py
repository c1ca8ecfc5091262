"""What a fresh draft need not be asked for: last time's figures as 上年值, who answers, what the region's file says."""

from decimal import Decimal, InvalidOperation

from workflows.standards import mapping

from ..models import Application, DataValue

#: Data items that the region's own file knows (基本情况).
PROFILE = {
    "hh": "households",
    "pop": "population",
    "pop_res": "resident",
    "groups": "groups",
    "area_km2": "area_km2",
    "arable_mu": "arable_mu",
}


def carry_over(application: Application) -> None:
    """Fill a draft just made; everything can be changed by the applicant."""
    before = last_application(application)
    previous = values_before(application, before) if before else {}
    profile = application.region.profile
    rows = []
    for item in application.spec.data_items:
        value = amount(profile.get(PROFILE.get(item.code, "")))
        if value is not None or previous.get(item.code) is not None:
            rows.append(
                DataValue(application=application, item=item.code, value=value, previous=previous.get(item.code))
            )
    DataValue.objects.bulk_create(rows)
    if before:
        application.leader_name, application.contact_phone = before.leader_name, before.contact_phone
        application.save(update_fields=["leader_name", "contact_phone"])


def values_before(application: Application, before: Application) -> dict[str, Decimal | None]:
    """Last time's figures under this year's codes: a renamed item is still the same question (`same_as`)."""
    values = {row.item: row.value for row in before.data_values.all()}
    then = application.round.standard.codes_in(before.round.standard, mapping.items)
    return {code: values.get(known) for code, known in then.items()}


def last_application(application: Application) -> Application | None:
    """The applicant's last application of the same kind from an earlier year, handed in or not."""
    earlier = Application.objects.filter(region_id=application.region_id, round__kind=application.round.kind)
    before = earlier.filter(round__year__lt=application.round.year)
    return before.select_related("round__standard__content").order_by("-round__year", "-round__number", "-pk").first()


def amount(value) -> Decimal | None:
    """A figure of the region's file; ``None`` for anything else."""
    try:
        return None if value in (None, "") or isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        return None
