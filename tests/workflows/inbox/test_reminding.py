"""催办 to many people waits for a second look; to few it goes at once."""

import pytest

from accounts import clock
from accounts.models import Letter, Message
from accounts.outbox import letters
from tests import world
from workflows.inbox.reminding import remind

pytestmark = pytest.mark.django_db
LATER = world.STORY_BEGINS.replace(day=30)


@pytest.fixture
def late(county, village_round):
    """Two townships are late with a village each."""
    for village in ("甲一村", "乙一村"):
        world.hand_in(county, world.apply(county, village_round, village))
    return village_round


@pytest.fixture
def few(settings):
    settings.OUTBOX = {**settings.OUTBOX, "bulk": 1}


def urged() -> set[tuple[str, str]]:
    found = Message.objects.filter(subject__startswith="催办")
    return {(message.user.display_name, message.body.count("镇（街道）审核：")) for message in found}


def test_few_are_urged_at_once(county, late):
    with clock.at(LATER):
        done = remind(round_=late, by=county.people["经办人"])

    assert (done.count, done.letter) == (2, None)
    assert urged() == {("甲镇审核员", 1), ("乙镇审核员", 1)}


def test_many_are_urged_when_a_colleague_has_looked(county, late, few, signed_in):
    operator, director = county.people["经办人"], county.people["主任"]
    with clock.at(LATER):
        response = signed_in(operator).post(f"/rounds/{late.pk}/remind/")
        letter = Letter.objects.get(subject__startswith="催办")
        assert response["Location"] == f"/outbox/{letter.pk}/"
        assert urged() == set()
        letters.release(letter=letter, by=director, seen=letter.fingerprint())

    assert urged() == {("甲镇审核员", 1), ("乙镇审核员", 1)}


def test_while_it_waits_nobody_is_urged_twice(county, late, few):
    with clock.at(LATER):
        remind(round_=late, by=county.people["经办人"])

        assert remind(round_=late, by=county.people["主任"]).count == 0


def test_tomorrow_it_is_old(county, late, few):
    with clock.at(LATER):
        letter = remind(round_=late, by=county.people["经办人"]).letter
    with clock.at(LATER.replace(day=31)):
        assert letter.is_stale
        assert remind(round_=late, by=county.people["经办人"]).count == 2
