"""没变: a tap says again what was said before; nothing is said because nobody did anything."""

from decimal import Decimal

import pytest

from accounts import clock
from accounts.enums import OrganisationKind
from accounts.models import Organisation
from tests import world
from tests.workflows.standards.builders import model_spec, path_of
from workflows.applications.asking import asked_once
from workflows.applications.checking import Checking
from workflows.applications.completeness import missing
from workflows.applications.fields import Path
from workflows.applications.models import Application, KnownValue
from workflows.applications.services.checking import confirm_unchanged
from workflows.applications.services.filling import save_draft
from workflows.engine.errors import NotNow, NotYou
from workflows.flows.starting import begin_application
from workflows.rounds.models import Kind
from workflows.standards.duties import cooperating, leads, respondents
from workflows.standards.source import read_text


def checking(application) -> Checking:
    return Checking(Application.objects.with_content().get(pk=application.pk))


@pytest.fixture
def second(county, submitted, clerk):
    """The same village's application of the next year."""
    return begin_with(county, submitted, clerk, text="")


def test_what_was_said_is_offered_with_its_source_and_not_taken(second):
    offer = second.known_values.get(field="data.toilet_ok.value")

    assert (offer.value, offer.origin, offer.source) == ("95", KnownValue.Origin.LAST, "2026年第1批县级示范村申报")
    assert offer.as_of == clock.today()
    assert second.data_values.get(item="toilet_ok").value is None
    assert any(gap.place == "RJ-01" for gap in missing(second))


def test_a_tap_says_it_again_and_is_remembered(second, clerk):
    path = Path("data", "toilet_ok", "value")

    assert confirm_unchanged(application=second, by=clerk, fields=[path]) == 1

    assert second.data_values.get(item="toilet_ok").value == Decimal(95)
    assert second.marks.get(field=str(path)).by == clerk
    assert second.known_values.get(field=str(path)).confirmed_by == clerk


def test_what_was_typed_meanwhile_stays(second, clerk, secretary):
    path = Path("data", "toilet_ok", "value")
    save_draft(application=second, by=secretary, changes={"data": {"toilet_ok": {"value": Decimal(97)}}})

    assert confirm_unchanged(application=second, by=clerk, fields=[path]) == 0

    assert second.data_values.get(item="toilet_ok").value == Decimal(97)
    fact = checking(second).fact(path)
    assert (fact.decided, fact.same, fact.words, fact.now) == (True, False, "95户", "97户")


def test_last_times_files_prove_it_again_only_where_they_are_ticked(submitted, second, clerk):
    link = submitted.evidence.get(indicator="RJ-01")

    confirm_unchanged(application=second, by=clerk, fields=[], proofs={link.pk: "RJ-01"})

    assert [row.file for row in second.evidence.all()] == [link.file]


def test_another_villages_files_prove_nothing(county, second, clerk):
    stranger = world.apply(county, second.round, "甲二村").evidence.first()

    with pytest.raises(NotNow):
        confirm_unchanged(application=second, by=clerk, fields=[], proofs={stranger.pk: "RJ-01"})

    assert not second.evidence.exists()


def test_only_who_may_fill_in_confirms(county, second):
    with pytest.raises(NotYou):
        confirm_unchanged(application=second, by=county.people["甲二村填报员"], fields=[Path("cover", "leader_name")])


def test_a_list_that_changed_is_asked_anew(county, submitted, clerk):
    text = world.STANDARD.replace("制度上墙", "制度公开").replace("version: 1", "version: 2")

    second = begin_with(county, submitted, clerk, text)

    assert not second.known_values.filter(field="answers.ZL-02.checked").exists()
    assert second.known_values.filter(field="answers.RJ-02.findings").exists()


def begin_with(county, application, clerk, text):
    later = world.round_of(county, Kind.VILLAGE, text=text, year=2027, opens_on=world.OPENS)
    return begin_application(round_=later, region=application.region, by=clerk)


def test_an_earlier_round_of_the_same_year_is_no_last_year(county, submitted, clerk):
    later = world.village_round(county, number=2, opens_on=world.OPENS)

    second = begin_application(round_=later, region=submitted.region, by=clerk)

    assert second.known_values.get(field="data.toilet_ok.value").value == "95"
    assert second.data_values.get(item="toilet_ok").previous == Decimal(80)


def test_a_second_year_with_the_counties_real_standard_is_mostly_confirmed_by_taps(county, clerk):
    """The aim of 只核对变化: at least 70 % of all fields of the form, by a tap and with a source."""
    text = read_text(path_of("village"))
    found_departments(county, model_spec("village"))
    first = begin_application(
        round_=world.round_of(county, Kind.VILLAGE, text=text), region=county.regions["甲一村"], by=clerk
    )
    save_draft(application=first, by=clerk, changes=everything(first))
    later = world.round_of(county, Kind.VILLAGE, text=text, year=2027, opens_on=world.OPENS)
    second = begin_application(round_=later, region=first.region, by=clerk)

    for card in checking(second).cards:
        confirm_unchanged(application=second, by=clerk, fields=[fact.path for fact in card.open])

    done = checking(second)
    asked = len(asked_once(done.spec, Kind.VILLAGE))
    tapped = second.known_values.exclude(confirmed_by=None).count()
    assert (done.open, done.share) == (0, tapped * 100 // asked)
    assert done.share >= 70
    assert all(fact.source and fact.as_of for card in done.cards for fact in card.facts)


def found_departments(county, spec) -> None:
    """Every department that the real standard names."""
    names = {*leads(spec), *cooperating(spec), *respondents(spec)} - set(county.departments)
    Organisation.objects.bulk_create(
        Organisation(
            county=world.COUNTY,
            code=f"R{number}",
            name=name,
            full_name=name,
            kind=OrganisationKind.GOVERNMENT,
            region=county.regions["禾塬县"],
        )
        for number, name in enumerate(sorted(names))
    )


def everything(application) -> dict:
    """An answer to every field but the meetings of the year."""
    spec = application.spec
    answers = {
        "checklist": lambda one: {"checked": [item.no for item in one.how.items]},
        "levels": lambda one: {"level": one.how.levels[0].level},
        "deduct_from_points": lambda one: {"findings": {}},
    }
    return {
        "cover": {"leader_name": "李测试", "contact_phone": "0913-5550000"},
        "data": {item.code: {"value": Decimal(1)} for item in spec.data_items},
        "answers": {one.code: answers[one.method](one) for one in spec.indicators if one.method in answers},
        "statements": {one.code: "做法、数据、问题。" for one in spec.dimensions},
    }
