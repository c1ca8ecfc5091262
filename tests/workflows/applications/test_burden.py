"""减负说明: counted from the standard, measured from who saved what when."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import world
from workflows.applications.asking import asked_once
from workflows.applications.burden import asked_by_form, minutes_of, questions, round_before, spent_on
from workflows.applications.services.filling import save_draft
from workflows.flows.starting import begin_application
from workflows.rounds.models import Kind

NINE = datetime(2026, 3, 16, 9, 0)


def test_the_form_is_counted_field_by_field(village_round):
    spec = village_round.standard.spec

    asked = asked_by_form(spec, Kind.VILLAGE)

    assert (
        asked.fields
        == asked.figures + asked.answers + asked.texts + asked.procedure
        == len(asked_once(spec, "village"))
    )
    assert (asked.figures, asked.answers, asked.texts, asked.procedure) == (5, 2, 5, 14)
    assert (asked.proofs, asked.must_prove, asked.computed) == (5, 5, 3)
    assert ("要填的栏目", 26, "") in asked.compared(None)
    assert ("要填的栏目", 26, "一样") in asked.compared(asked)


def test_every_figure_says_what_it_is_for(village_round):
    rows = {row.item.code: row for row in questions(village_round.standard.spec)}

    assert rows["hh_res"].used_for == ("RJ-01 卫生户厕普及率",)
    assert (rows["hh_res"].department, rows["toilet_ok"].department) == (False, True)


@pytest.mark.parametrize(("minutes", "expected"), [([], 0), ([0], 1), ([0, 4, 9], 10), ([0, 5, 60, 63], 10)], ids=str)
def test_pauses_are_not_counted(minutes, expected):
    assert minutes_of([NINE + timedelta(minutes=one) for one in minutes]) == expected


def test_what_filling_in_took_is_measured_on_what_was_handed_in(county, submitted, clerk):
    round_ = submitted.round
    assert spent_on(round_).applications == 1
    assert spent_on(round_).files == 2

    later = world.village_round(county, year=2027, opens_on=world.OPENS)
    second = begin_application(round_=later, region=submitted.region, by=clerk)
    save_draft(application=second, by=clerk, changes={"data": {"hh_res": {"value": Decimal(1)}}})

    assert spent_on(later) is None
    assert round_before(later) == round_


def test_everybody_reads_why_and_only_the_office_what_it_took(submitted, county, signed_in):
    url = reverse("about:burden")
    village = signed_in(county.people["甲一村填报员"]).get(url)
    assert (village.status_code, village.context["meter"]) == (200, False)
    assert "实际填报用了多少" not in village.content.decode()

    office = signed_in(county.people["主任"]).get(url)

    assert office.context["spent"].applications == 1
    assert "实际填报用了多少" in office.content.decode()
