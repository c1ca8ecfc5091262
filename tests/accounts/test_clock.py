from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from accounts import clock

NEARLY = timedelta(seconds=5)


def test_without_a_story_it_is_now():
    assert abs(clock.now() - timezone.now()) < NEARLY


def test_a_story_starts_at_its_own_moment_and_runs_on():
    with clock.at(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)):
        first, second = clock.now(), clock.now()

    assert first - datetime(2026, 3, 1, 9, 0, tzinfo=UTC) < NEARLY
    assert second > first
    assert abs(clock.now() - timezone.now()) < NEARLY


def test_a_moment_without_a_zone_is_local_time():
    with clock.at(datetime(2026, 3, 1, 9, 0)):
        assert clock.now().astimezone(UTC).hour == 1


def test_the_date_is_the_local_one():
    with clock.at(datetime(2026, 2, 28, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 1)


def test_a_story_within_a_story():
    with clock.at(datetime(2026, 3, 1, tzinfo=UTC)):
        with clock.at(datetime(2027, 3, 1, tzinfo=UTC)):
            assert clock.today().year == 2027

        assert clock.today().year == 2026
