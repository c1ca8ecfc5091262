import pytest

from accounts import codes
from accounts.enums import RegionLevel


@pytest.mark.parametrize(
    ("code", "level", "prefix"),
    [
        ("610000000000", RegionLevel.PROVINCE, "61"),
        ("619900000000", RegionLevel.CITY, "6199"),
        ("619921000000", RegionLevel.COUNTY, "619921"),
        ("619921101000", RegionLevel.TOWNSHIP, "619921101"),
        ("619921101010", RegionLevel.VILLAGE, "619921101010"),
        ("460000000000", RegionLevel.PROVINCE, "46"),
        ("620100000000", RegionLevel.CITY, "6201"),
    ],
)
def test_the_level_is_read_from_the_zeros(code, level, prefix):
    assert (codes.level_of(code), codes.prefix_of(code)) == (level, prefix)


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("610000000000", "610000000000", "620000000000"),
        ("619921000000", "619921000000", "619922000000"),
        ("619999000000", "619999000000", "620000000000"),
        ("619921101201", "619921101201", "619921101202"),
    ],
)
def test_a_region_is_a_half_open_range_of_codes(code, low, high):
    assert codes.range_of(code) == (low, high)


def test_a_line_leads_up_to_the_province():
    assert codes.line_of("619921101201") == [
        "619921101201",
        "619921101000",
        "619921000000",
        "619900000000",
        "610000000000",
    ]


def test_a_city_without_counties_is_named_once_in_a_line():
    assert codes.line_of("441900003000") == ["441900003000", "441900000000", "440000000000"]


@pytest.mark.parametrize(
    ("code", "county"), [("619921101201", "619921"), ("619921000000", "619921"), ("619900000000", "")]
)
def test_the_county_of_a_code(code, county):
    assert codes.county_of(code) == county


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("侯家崾村", "侯家崾村"),
        ("东清村委会", "东清村"),
        ("东清村村委会", "东清村"),
        ("东清村村民委员会", "东清村"),
        ("泰山社区居委会", "泰山社区"),
        ("泰山社区居民委员会", "泰山社区"),
        ("城关居委会", "城关居委会"),
    ],
)
def test_a_village_is_called_without_its_committee(name, short):
    assert codes.without_committee(name) == short


@pytest.mark.parametrize(
    ("code", "name", "provisional"),
    [
        ("610524000000", "县(610524)", True),
        ("610500000000", "市(6105)", True),
        ("610524000000", "合阳县", False),
        ("610000000000", "陕西省", False),
    ],
)
def test_a_provisional_name_is_recognised(code, name, provisional):
    assert codes.is_provisional(code, name) is provisional
