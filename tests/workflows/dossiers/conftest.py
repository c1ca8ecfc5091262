"""A round that is over: one village returned once and named, one named, one vetoed; and one application still at work."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from accounts import clock
from tests import stories, world
from workflows.dossiers.reading import read_application, read_round
from workflows.engine.deadlines import fire_due
from workflows.publicity.services.objections import raise_objection, settle_objection

#: What must never stand in a dossier.
SECRETS = ("村支书张某某被立案侦查", "公刑立字〔2026〕88号", "揭发人赵某某", "13900001111", "举报原话:水管没有通到二组")
FOUND = {"clause": "FJ-02", "facts": SECRETS[0], "document": SECRETS[1], "happened_on": date(2026, 1, 5)}


@pytest.fixture
def named_round(county, village_round):
    """甲一村 (returned once) and 乙一村 are named, 甲二村 fails the joint check; an objection was dismissed."""
    with whole_story(county, village_round) as round_:
        yield round_


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The same round, told once for a module whose tests only read."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(world.STORY_BEGINS):
        county = world.build_county()
        with whole_story(county, world.village_round(county)) as round_:
            yield round_
        transaction.set_rollback(True)


@contextmanager
def whole_story(county, round_):
    """From the first draft to the naming."""
    returned = world.hand_in(county, world.apply(county, round_, "甲一村"))
    return_once(county, returned)
    for village, income in (("甲一村", "30"), ("乙一村", "25"), ("甲二村", "60")):
        scored(county, round_, village, income)
    stories.after_intake(county, round_, stories.steps_to_the_notice())
    object_to(county, round_)
    with clock.at(stories.day_after(round_)):
        fire_due()
        yield stories.play(county, world.fresh(round_), stories.steps_to_the_title())


def return_once(county, application):
    """The township asks for a better proof."""
    application = world.act(
        county,
        application,
        "review_at_township",
        decision="return",
        opinion="请补充。",
        verdicts={"RJ-01": {"passes": False, "problem": "缺户厕台账"}},
    )
    world.fill(county, application, toilets="96")


def scored(county, round_, village: str, income: str):
    """From the (corrected) form to the wait for the lock; 甲二村 meets a veto clause."""
    application = round_.applications.filter(region__name=village).first()
    application = application or world.apply(county, round_, village, income=income)
    application = world.accept(county, world.recommend(county, world.hand_in(county, application)))
    if village != "甲二村":
        return world.score(county, application)
    stories.play(county, application, stories.scoring_steps(application)[:-1])
    return world.act(county, application, "joint_check", **{name: found(name) for name in FOUND})


def found(name: str):
    """The police found something; nobody else did."""
    nothing = None if name == "happened_on" else ""
    return lambda item: FOUND[name] if item.organisation.name == "公安局" else nothing


def object_to(county, round_):
    """Somebody objects under their own name, without reason."""
    notice = round_.notices.get()
    with clock.at(stories.AFTER_INTAKE):
        objection = raise_objection(
            notice=notice,
            application=notice.applications.first(),
            matter=SECRETS[4],
            name=SECRETS[2],
            contact=SECRETS[3],
        )
        settle_objection(
            objection=objection,
            by=county.people["经办人"],
            finding="dismissed",
            findings_of_fact="经核查不属实。",
            reply="经核查不属实。",
        )


@pytest.fixture
def at_work(county, village_round):
    """An application that the departments have scored and nobody has locked."""
    return world.to_the_lock(county, village_round, "甲一村")


def record_of(application):
    """Everything that a dossier tells, read now."""
    return read_application(world.fresh(application), read_round(application.round))


def of(round_, village: str):
    """The application of a village."""
    return round_.applications.select_related("region__parent").get(region__name=village)
