"""Locked applications without their long way there, for what only reads them."""

from decimal import Decimal
from hashlib import sha256

from accounts import clock
from accounts.models import Region
from tests import world
from workflows.applications.models import Application, Snapshot, Submission
from workflows.applications.states import State
from workflows.engine.steps import send_back
from workflows.flows.starting import begin_application
from workflows.scoring.models import FinalScore


def another_village(county: world.County, name: str, number: int, township: str = "甲镇") -> Region:
    """One more village of a township."""
    parent = county.regions[township]
    county.regions[name] = Region.objects.create(
        code=f"{parent.pk[:9]}{number}", name=name, level=5, parent=parent, county=world.COUNTY, kind="村委会"
    )
    return county.regions[name]


def locked(
    county: world.County, round_, village: str, total: str, *, state: str = State.SCORE_LOCKED, reaches: bool = True
) -> Application:
    """An application with a final score."""
    application = Application.objects.create(
        county=world.COUNTY,
        round=round_,
        region=county.regions[village],
        number=f"SFC-{round_.pk}-{village}",
        state=state,
        created_at=clock.now(),
    )
    score(county, application, total, reaches=reaches)
    return application


def waiting_for_the_list(county: world.County, round_, village: str, total: str) -> Application:
    """A locked application whose flow waits for the ranking: the short way there, in the intake."""
    clerk = county.people[f"{village}填报员"]
    application = begin_application(round_=round_, region=county.regions[village], by=clerk)
    Application.objects.filter(pk=application.pk).update(state=State.SCORE_LOCKED)
    application = world.fresh(application)
    score(county, application, total)
    send_back(application, "await_list")
    return application


def score(county: world.County, application: Application, total: str, *, reaches: bool = True) -> FinalScore:
    """The final score of an application."""
    director = county.people["主任"]
    digest = sha256(application.number.encode()).hexdigest()
    snapshot = Snapshot.objects.create(sha256=digest, county=world.COUNTY, body="{}")
    submission = Submission.objects.create(application=application, number=1, snapshot=snapshot, by=director)
    points = Decimal(total)
    return FinalScore.objects.create(
        application=application,
        submission=submission,
        total=points,
        base=points,
        bonus=Decimal(0),
        penalty=Decimal(0),
        satisfaction=Decimal(96),
        dimensions={code: {"score": str(points * share / 100), "points": str(share)} for code, share in SHARES.items()},
        result={},
        vetoed=application.state == State.VETOED,
        reaches_grade=reaches,
        locked_by=director,
    )


SHARES = {"CY": Decimal(40), "RJ": Decimal(40), "ZL": Decimal(20)}
