"""The demonstration that ``bin/run`` plays: one applicant of each fate goes through the procedure as it stands."""

import pytest

from workflows.demo import county, finished_rounds, running_round
from workflows.engine.models import WorkItem
from workflows.flows.agreement import all_disagreements
from workflows.rounds.models import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.rendering]


def one_of_each_fate() -> list[finished_rounds.Bid]:
    """The first applicant of each fate, and two that the script leaves alone."""
    bids = county.village_bids()
    plain = [bid for bid in bids if not bid.fate][:2]
    return plain + [next(bid for bid in bids if bid.fate == fate) for fate in sorted(set(county.FATES.values()))]


def test_a_finished_round_and_a_running_one():
    county.load_county()
    bids = one_of_each_fate()
    village = county.standard_of("village")

    finished = finished_rounds.run_round(
        Kind.VILLAGE, village, bids, places=2, quotas={bid.region.parent_id: 3 for bid in bids}
    )
    running = running_round.run_round(village, county.running_bids(), places=4)

    states = {bid.fate: finished.applications.get(region=bid.region).state for bid in bids if bid.fate}
    assert finished.state == "named"
    assert finished.applications.filter(state="named").count() == 2
    assert states.pop("returned") in {"named", "not_selected"}
    assert states == {"vetoed": "vetoed", "not_recommended": "not_recommended", "lapsed": "lapsed"}
    assert len(set(running.applications.values_list("state", flat=True))) >= 6
    assert {"fill_in", "submit", "review_at_township", "sign_at_township", "accept_at_county", "score"} <= set(
        WorkItem.objects.open().filter(county=county.COUNTY).values_list("node", flat=True)
    )
    assert list(all_disagreements()) == []
