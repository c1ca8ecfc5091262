"""The stamp covers every row that a volume reads."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Belt
from tests import world
from workflows.dossiers.county_sections import county_spec
from workflows.dossiers.reading import read_county, read_round
from workflows.dossiers.sections import spec_of
from workflows.dossiers.stamps import stamps_of
from workflows.dossiers.township_requests import requests_of

from .conftest import of, record_of

pytestmark = pytest.mark.django_db

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
#: Rows that never change under the key by which others name them.
KNOWN_BY_THEIR_KEY = {
    "applications_snapshot",
    "documents_evidencefile",
    "standards_standard",
    "standards_standardcontent",
    "accounts_region",  # names are stamped with the application
}


def tables(captured) -> set[str]:
    """Tables that were asked."""
    return {table for query in captured.captured_queries for table in TABLE.findall(query["sql"])}


def test_every_table_that_is_read_is_stamped(named_round):
    with CaptureQueriesContext(connection) as reading:
        record = record_of(of(named_round, "甲一村"))
        spec_of(record, volume="")
        county = read_county(read_round(named_round))
        county_spec(county, township_requests=[], volumes=[])
        list(requests_of(county))
    with CaptureQueriesContext(connection) as stamping:
        stamps_of(named_round)

    assert tables(reading) - tables(stamping) - KNOWN_BY_THEIR_KEY == set()


def test_what_happens_to_one_application_changes_its_stamp_and_the_rounds(county, village_round, at_work):
    other = world.apply(county, village_round, "乙一村")
    before = stamps_of(village_round)

    world.hand_in(county, other)
    after = stamps_of(village_round)

    assert before[at_work.pk] == after[at_work.pk]
    assert before[other.pk] != after[other.pk]
    assert before[None] != after[None]


def test_a_renamed_belt_changes_every_stamp(village_round, at_work):
    belt = Belt.objects.create(county=village_round.county, code="g901", name="国道示范带")
    before = stamps_of(village_round)

    belt.name = "G901国道示范带"
    belt.save()

    assert stamps_of(village_round)[at_work.pk] != before[at_work.pk]
