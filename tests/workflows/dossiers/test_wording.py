"""Names, numbers and rules as a dossier writes them."""

from decimal import Decimal

import pytest

from workflows.dossiers.wording import in_short, landline, masked, with_unit


@pytest.mark.parametrize(
    ("rule", "short"),
    [
        ("达到20%(含)至30%得4分;低于20%不得分。", "达到20%(含)至30%得4分;低于20%不得分。"),
        ("3项全部符合得3分,其余不得分:(1)组织健全;(2)制度上墙;(3)定期议事。", "3项全部符合得3分,其余不得分。"),
        ("优(产业用地有保障,有新业态并有收益)得2分;差(无)不得分。", "优得2分;差(无)不得分。"),
        ("评为“优”（产业用地有保障，有新业态），得2分", "评为“优”，得2分。"),
        ("私搭乱建,每处扣0.2分(最多扣0.8分)。", "私搭乱建,每处扣0.2分(最多扣0.8分)。"),
    ],
)
def test_a_rule_in_short_leaves_its_lists_to_the_standard(rule, short):
    assert in_short(rule) == short


@pytest.mark.parametrize(
    ("phone", "printed", "of_an_official"),
    [
        ("138 1234 1234", "138****1234", ""),
        ("0913-5550000", "0913-5550000", "0913-5550000"),
        ("", "", ""),
    ],
)
def test_a_mobile_number_never_stands_whole(phone, printed, of_an_official):
    assert (masked(phone), landline(phone)) == (printed, of_an_official)


@pytest.mark.parametrize(("value", "unit", "shown"), [("12.50", "%", "12.5%"), ("3", "", ""), (None, "%", "")])
def test_a_value_bears_its_unit(value, unit, shown):
    assert with_unit(Decimal(value) if value else None, unit) == shown
