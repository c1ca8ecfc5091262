"""What a clerk types and what is answered."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Post
from accounts.models import Appointment, Organisation, Region, User
from tests.factories.accounts import (
    AppointmentFactory,
    CountyFactory,
    OrganisationFactory,
    TownshipFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
HEYANG = Path(__file__).parents[1] / "data" / "regions_610524.csv"


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_load_regions_reports_in_plain_words():
    assert run("load_regions", str(HEYANG), "--name", "610524=合阳县") == (
        "读取 1 个文件，239 个区划。\n"
        "新增 239，更名 0，撤并 0，划转 0，信息更新 0，未变化 0。\n"
        "新增：省 1、市 1、县 1、镇（街道） 12、村 224。\n"
        "名称未知，暂记为：市(6105)\n"
        "  补名办法：加 --name 代码=名称 再导入一次，例如 --name 610524=合阳县。\n"
    )


def test_load_regions_refuses_in_plain_words(tmp_path):
    (tmp_path / "bad.csv").write_text("code,name\n1,坏\n")

    with pytest.raises(CommandError, match="共有 1 处错误，未导入任何数据"):
        run("load_regions", str(tmp_path / "bad.csv"))


@pytest.mark.parametrize("name", ["610524", "合阳县=610524", "=合阳县"])
def test_load_regions_wants_code_and_name(name):
    with pytest.raises(CommandError, match="--name"):
        run("load_regions", str(HEYANG), "--name", name)


def test_load_departments_reports_in_plain_words():
    CountyFactory(name="禾塬县")

    assert run("load_departments", "workflows/demo/data/departments.yaml") == (
        "禾塬县：\n"
        "单位 36 个：新增 36，更新 0，未变化 0。\n"
        "重点任务 6 个：新增 6，更新 0，未变化 0。\n"
        "具体措施 25 个：新增 25，更新 0，未变化 0。\n"
        "任务目标 17 个：新增 17，更新 0，未变化 0。\n"
    )


def test_change_region_registers_and_reminds_of_people():
    village = AppointmentFactory(region=VillageFactory(name="金家滩村")).region
    into = VillageFactory()

    told = run("change_region", "merge", village.code, into.code, "--on", "2026-01-01")

    assert told == "已登记：金家滩村撤并\n原区划上还有 1 个在任岗位，请安全管理员在“岗位任免”中办理。\n"
    assert Region.objects.get(pk=village.pk).successor == into


def test_change_region_knows_four_things():
    first, second = VillageFactory(name="东村"), VillageFactory(name="西村")
    township = TownshipFactory(parent=first.parent.parent)

    assert run("change_region", "rename", first.code, "新村", "--on", "2026-01-01") == "已登记：新村更名\n"
    assert (
        run("change_region", "move", first.code, f"{township.prefix}500", "--on", "2026-01-02") == "已登记：新村划转\n"
    )
    assert run("change_region", "abolish", second.code, "--on", "2026-01-01") == "已登记：西村撤销\n"


def test_change_region_refuses_in_plain_words():
    village = VillageFactory()

    with pytest.raises(CommandError, match="没有代码为 123 的区划"):
        run("change_region", "abolish", "123", "--on", "2026-01-01")
    with pytest.raises(CommandError, match="另一个同级区划"):
        run("change_region", "merge", village.code, village.code, "--on", "2026-01-01")


def test_merge_department_by_name_or_code():
    old = OrganisationFactory(name="乡村振兴局")
    into = OrganisationFactory(code="NYJ", name="农业农村局", region=old.region)
    AppointmentFactory(post=Post.DEPT_SCORER, region=old.region, organisation=old)

    told = run("merge_department", "乡村振兴局", "NYJ", "--county", old.county, "--on", "2024-01-01")

    assert told.splitlines() == [
        "已登记：乡村振兴局自2024年1月1日起撤销，由农业农村局承接职责。",
        "乡村振兴局还有 1 个在任岗位，请安全管理员在“岗位任免”中办理。",
    ]
    assert Organisation.objects.get(pk=old.pk).successor == into
    with pytest.raises(CommandError, match="没有代码或简称为“农业局”的部门"):
        run("merge_department", "乡村振兴局", "农业局", "--county", old.county, "--on", "2024-01-01")


def test_add_person_makes_the_first_administrator():
    county = CountyFactory()

    told = run("add_person", "wangqiang", "王强", "--post", "security_admin", "--region", county.county)

    user = User.objects.get(username="wangqiang")
    assert told.startswith("已为王强开户，账号 wangqiang，初始密码 ")
    assert user.check_password(told.split("初始密码 ")[1].split("（")[0])
    held = Appointment.objects.get()
    assert (held.user, held.post, held.region, held.since) == (user, Post.SECURITY_ADMIN, county, date.today())  # noqa: DTZ011


def test_add_person_takes_all_or_nothing():
    county = CountyFactory()

    with pytest.raises(CommandError, match="须选择所在单位"):
        run("add_person", "lijg", "李建国", "--post", "dept_scorer", "--region", county.county)
    with pytest.raises(CommandError, match="任命岗位须用 --region"):
        run("add_person", "lijg", "李建国", "--post", "dept_scorer")
    with pytest.raises(CommandError, match="没有代码为 999999 的区划"):
        run("add_person", "lijg", "李建国", "--region", "999999")

    assert not User.objects.exists()
