"""The stage is built once: reading it changes nothing, and what a test writes is taken back."""

import pytest
from django.db import transaction

from accounts import clock

from .stage import NOW, build_stage


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """A county caught in the middle of everything, at one moment."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_stage()
        with clock.at(NOW):
            yield built
        transaction.set_rollback(True)
