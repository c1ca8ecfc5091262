"""A village of which there is nothing to say: every named proof is there, and the township went there."""

from datetime import date

from tests import world
from tests.pictures import taken_in
from workflows.applications.services.evidence import bind
from workflows.review.visits.services import record_visit


def complete(county, round_, place: str):
    """Handed in with every proof that the standard names."""
    application = world.apply(county, round_, place)
    clerk = county.people[f"{place}填报员"]
    for indicator in application.spec.indicators:
        for number, proof in enumerate(indicator.evidence):
            file = taken_in(f"{application.number}-{indicator.code}-{number}", county=world.COUNTY, by=clerk)
            bind(application=application, by=clerk, indicator=indicator.code, file=file, proves=proof)
    return world.hand_in(county, application)


def visited(county, application, **found):
    """Visited by two people of 甲镇."""
    said = {"on": date(2026, 3, 16), "people": ["张核查", "王核查"], "households": 10, **found}
    return record_visit(application=application, by=county.people["甲镇审核员"], **said)
