"""Locked applications without their long way there, for what only reads them."""

from decimal import Decimal
from hashlib import sha256

from accounts import clock
from accounts.models import Region
from tests import world
from workflows.applications.models import Application, Snapshot, Submission
from workflows.applications.states import State
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
    director = county.people["主任"]
    application = Application.objects.create(
        county=world.COUNTY,
        round=round_,
        region=county.regions[village],
        number=f"SFC-{round_.pk}-{village}",
        state=state,
        created_at=clock.now(),
    )
    digest = sha256(application.number.encode()).hexdigest()
    snapshot = Snapshot.objects.create(sha256=digest, county=world.COUNTY, body="{}")
    submission = Submission.objects.create(application=application, number=1, snapshot=snapshot, by=director)
    points = Decimal(total)
    FinalScore.objects.create(
        application=application,
        submission=submission,
        total=points,
        base=points,
        bonus=Decimal(0),
        penalty=Decimal(0),
        satisfaction=Decimal(96),
        dimensions={code: {"score": str(points * share / 100), "points": str(share)} for code, share in SHARES.items()},
        result={},
        vetoed=state == State.VETOED,
        reaches_grade=reaches,
        locked_by=director,
    )
    return application


SHARES = {"CY": Decimal(40), "RJ": Decimal(40), "ZL": Decimal(20)}
