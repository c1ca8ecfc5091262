"""What every test stands on."""

import pytest
from django.test import TransactionTestCase

from accounts import triggers


@pytest.fixture(autouse=True, scope="session")
def emptying_between_tests_passes_the_guards():
    """A transactional test is followed by a flush, which append-only tables refuse like anybody else's DELETE."""
    original = TransactionTestCase._fixture_teardown

    def lift_guards_and_flush(self):
        with triggers.suspended():
            original(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_guards_and_flush)
        yield
