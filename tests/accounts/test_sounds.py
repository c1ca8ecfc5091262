"""Names as they sound, and regions found by it."""

import pytest

from accounts.enums import RegionLevel
from accounts.models import Region
from accounts.regions import rename
from accounts.sounds import LONGEST, as_typed, sounds_of


@pytest.mark.parametrize(
    ("name", "sounds"),
    [
        ("侯家崾村", " houjiayaocun hjyc"),
        ("石岭镇", " shilingzhen slz"),
        ("五堡村", " wubaocun wbc wupucun wpc wubucun"),
        ("长岭", " changling cl zhangling zl"),
        ("幸福3组", " xingfu3zu xf3z"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_may_be_read(name, sounds):
    assert sounds_of(name) == sounds


def test_a_long_name_ends_with_a_whole_word():
    sounds = sounds_of("双" * 60)

    assert len(sounds) <= LONGEST
    assert set(sounds.split()) <= {"shuang" * 60, "s" * 60}


@pytest.mark.parametrize(
    ("words", "sound"),
    [("hjy", " hjy"), ("Hou Jia'yao", " houjiayao"), ("侯家", ""), ("HY-2026", ""), ("6199", ""), ("", "")],
)
def test_letters_alone_are_a_sound(words, sound):
    assert as_typed(words) == sound


@pytest.fixture
def village(db):
    return Region.objects.create(code="619921101201", name="侯家崾村委会", level=RegionLevel.VILLAGE)


@pytest.mark.parametrize(
    ("words", "found"),
    [("hjy", 1), ("houjia", 1), ("HouJiaYaoCun", 1), ("jiayao", 0), ("侯家", 1), ("hjycwh", 0), ("石岭", 0)],
)
def test_a_village_is_called_by_characters_or_by_sound(village, words, found):
    assert Region.objects.called(words).count() == found


def test_a_new_name_sounds_anew(village):
    rename(region=village, name="新民村", on="2026-03-01")

    assert Region.objects.called("xmc").get() == village
    assert not Region.objects.called("hjy").exists()
