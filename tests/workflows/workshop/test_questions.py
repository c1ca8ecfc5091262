"""Pages ask as many questions of the database for one version as for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import world
from workflows.standards.models import Standard
from workflows.standards.services import load_standard, publish


def version(number: int) -> Standard:
    standard, _ = load_standard(county=world.COUNTY, text=world.STANDARD.replace("version: 1", f"version: {number}"))
    publish(standard=standard)
    return standard


def asked(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["list", "detail", "compare"])
def test_more_versions_cost_no_more_questions(operator, name):
    first = version(1)
    address = reverse("workshop:list") if name == "list" else reverse(f"workshop:{name}", args=[first.pk])
    one = asked(operator, address)

    for number in (2, 3, 4):
        version(number)

    assert asked(operator, address) <= one
    assert one <= 25


@pytest.mark.parametrize(
    "part", ["head", "indicators", "data_items", "bonus", "penalties", "veto", "grades", "eligibility"]
)
def test_every_form_is_shown_within_bounds(operator, part):
    version(1)
    operator.post(reverse("workshop:new_version", args=[Standard.objects.get().pk]))
    draft = Standard.objects.get(version=2)

    assert asked(operator, f"{reverse('workshop:edit', args=[draft.pk])}?part={part}") <= 25
