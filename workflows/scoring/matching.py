"""What a person's appointments say about ties to applicants: proposed in the declaration, decided by the person."""

from accounts.models import Appointment, Region
from workflows.applications.models import Application
from workflows.rounds.models import Round

from .models import RecusalKind
from .services.recusal import Tie


def applicants_of(round_: Round, user) -> list[Region]:
    """Villages or townships of the round that the person may see, township by township."""
    applications = Application.objects.visible_to(user).filter(round=round_).select_related("region__parent")
    return [one.region for one in applications.order_by("region")]


def proposed_ties(user, regions: list[Region]) -> dict[str, Tie]:
    """Code → the tie that follows from a present or past post in the village, or over it in its township."""
    held = Appointment.objects.filter(user=user, organisation=None).select_related("region__parent")
    places = {one.region_id: one for one in held.order_by("since")}
    found = {}
    for region in regions:
        one = places.get(region.pk) or places.get(f"{region.pk[:9]}000")
        if one is not None and region.pk[6:] != "000000":
            found[region.pk] = Tie(region, RecusalKind.POSTING, words_for(one), proposed=True)
    return found


def words_for(held: Appointment) -> str:
    """石岭镇镇（街道）负责人，2020年1月起，2023年5月止."""
    until = f"，{held.until.year}年{held.until.month}月止" if held.until else "，现任"
    return f"{held.place}{held.get_post_display()}，{held.since.year}年{held.since.month}月起{until}"
