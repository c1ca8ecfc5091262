"""The tiny county, and its office at the workshop."""

import pytest
from django.test import Client

from tests import world


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
