"""``build_pack``: what it says, and how it refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import world

pytestmark = pytest.mark.django_db


def test_an_unknown_round_names_the_known_ones(village_round, tmp_path):
    with pytest.raises(CommandError, match=f"没有编号为“nowhere”的批次。现有批次：{village_round.code}"):
        call_command("build_pack", round="nowhere", out=tmp_path)


def test_an_unknown_applicant_is_told(village_round, tmp_path):
    with pytest.raises(CommandError, match="没有区划代码为“619921101299”的申报单位"):
        call_command("build_pack", round=village_round.code, applicant="619921101299", out=tmp_path)


def test_an_applicant_still_below_the_county_is_told(county, village_round, tmp_path):
    application = world.hand_in(county, world.apply(county, village_round, "甲一村"))

    with pytest.raises(CommandError, match="还没有到县级"):
        call_command("build_pack", round=village_round.code, applicant=application.region_id, out=tmp_path)


@pytest.mark.rendering
def test_one_applicants_volume_is_built(at_work, tmp_path):
    said = StringIO()

    call_command("build_pack", round=at_work.round.code, applicant=at_work.region_id, out=tmp_path, stdout=said)

    assert [path.name for path in tmp_path.iterdir()] == ["01 甲镇甲一村 申报材料汇编.pdf"]
    assert said.getvalue().splitlines()[0] == "[1/1] 01 甲镇甲一村 申报材料汇编.pdf"
