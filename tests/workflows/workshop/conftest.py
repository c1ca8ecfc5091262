"""The tiny county, and its office at the workshop."""

import pytest
from django.test import Client

from tests import world
from tests.workflows.workshop.helpers import at
from workflows.standards.models import Standard
from workflows.standards.services import load_standard, publish


@pytest.fixture
def county(db):
    return world.build_county()


@pytest.fixture
def browse(county):
    """A signed-in browser of a person by name."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(county.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def operator(browse):
    return browse("经办人")


@pytest.fixture
def director(browse):
    return browse("主任")


@pytest.fixture
def published(county) -> Standard:
    standard, _ = load_standard(county=world.COUNTY, text=world.STANDARD)
    publish(standard=standard)
    standard.refresh_from_db()
    return standard


@pytest.fixture
def draft(published, operator) -> Standard:
    """The next version, as it was started."""
    operator.post(at("new_version", published))
    return Standard.objects.get(code=published.code, version=2)
