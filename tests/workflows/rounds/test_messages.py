"""公告: a round that opens is announced when a colleague has looked at it."""

import pytest

from accounts import clock
from accounts.models import Letter, Message
from accounts.outbox import letters
from tests import world

pytestmark = pytest.mark.django_db


def test_opening_a_round_draws_up_its_announcement(county, village_round):
    letter = Letter.objects.get()

    assert letter.subject == f"公告：{village_round.title}开始申报"
    assert letter.drafted_by == county.people["主任"]
    assert letter.addressees.count() == 12
    assert "2026年3月2日至2026年3月31日 18:00" in letter.body
    assert not Message.objects.filter(subject=letter.subject).exists()


def test_the_operator_sends_it(county, village_round):
    letter = Letter.objects.get()

    assert letters.release(letter=letter, by=county.people["经办人"], seen=letter.fingerprint()) == 12


def test_after_the_intake_it_is_old(county, village_round):
    with clock.at(world.ENDS):
        assert not Letter.objects.waiting().exists()
