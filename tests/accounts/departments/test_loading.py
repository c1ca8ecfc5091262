from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from accounts import departments, regions
from accounts.enums import OrganisationKind
from accounts.models import KeyTask, Measure, Organisation, TaskTarget
from accounts.refusals import BadFile
from tests.factories.accounts import CountyFactory, OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db
PLAN = Path("workflows/demo/data/departments.yaml")


def small(**changes):
    """The smallest plan there can be."""
    department = {"code": "NYJ", "name": "农业农村局", "full_name": "○○县农业农村局", "kind": "gov"}
    measure = {"id": "T1-1", "label": "一是", "title": "改厕", "lines": ["新改一批厕所。"]}
    task = {"id": "T1", "no": "一", "title": "推进改厕", "lead": ["农业农村局"], "measures": [measure]}
    return {"departments": [department], "tasks": [task], **changes}


@pytest.fixture
def load(tmp_path):
    def load_document(document, **options):
        path = tmp_path / "plan.yaml"
        path.write_text(document if isinstance(document, str) else yaml.safe_dump(document, allow_unicode=True))
        return departments.load(path, **options)

    return load_document


@pytest.fixture
def county():
    return CountyFactory(name="禾塬县")


def test_the_demonstrations_plan():
    regions.load([Path("workflows/demo/data/regions.yaml")])

    report = departments.load(PLAN, county="619921")

    assert dict(report.added) == {"单位": 36, "重点任务": 6, "具体措施": 25, "任务目标": 17}
    assert [lead.name for lead in KeyTask.objects.get(code="T6").leads.all()] == ["宣传部", "政法委"]
    assert Organisation.objects.get(code="HBJ").full_name == "渭北市生态环境局禾塬分局"
    assert Organisation.objects.get(code="XWB").full_name == "中共禾塬县委办公室"
    assert Organisation.objects.get(kind=OrganisationKind.OFFICE).name == "示范创建办"
    civilised = TaskTarget.objects.get(code="civilised_villages")
    assert (civilised.value, civilised.upper, civilised.op) == (20, 25, "range")
    assert Measure.objects.get(code="T1-3").text.count("\n") == 2


def test_a_second_time_changes_nothing(county):
    departments.load(PLAN)

    report = departments.load(PLAN)

    assert (dict(report.added), dict(report.updated)) == ({}, {})
    assert dict(report.unchanged) == {"单位": 36, "重点任务": 6, "具体措施": 25, "任务目标": 17}


def test_what_the_file_changes_is_updated_and_counted(county, load):
    load(small())
    changed = small()
    changed["departments"].append({"code": "ZXJ", "name": "振兴局", "full_name": "○○县振兴局", "kind": "gov"})
    changed["tasks"][0] |= {"title": "推进户厕改造", "coop": ["振兴局"]}

    report = load(changed)

    assert (dict(report.added), dict(report.updated)) == ({"单位": 1}, {"重点任务": 1})
    task = KeyTask.objects.get()
    assert (task.title, [coop.name for coop in task.coops.all()]) == ("推进户厕改造", ["振兴局"])


def test_a_number_the_county_filled_in_survives_the_plans_x(county, load):
    goal = {"code": "towns", "name": "示范镇", "unit": "个", "value": None}
    load(small(goals={"targets": [goal]}))
    TaskTarget.objects.update(value=Decimal(8))

    load(small(goals={"targets": [goal]}))

    assert TaskTarget.objects.get().value == 8


def test_a_department_gone_from_the_file_is_named_but_not_touched(county, load):
    OrganisationFactory(region=county, name="乡村振兴局")

    assert load(small()).unlisted == ["乡村振兴局"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda plan: plan["departments"][0].pop("name"), "部门“”缺少 name"),
        (lambda plan: plan["departments"][0].update(kind="office2"), "部门性质“office2”有误"),
        (
            lambda plan: plan["departments"].append(plan["departments"][0] | {"name": "住建局"}),
            "NYJ 在部门名单中出现了两次",
        ),
        (lambda plan: plan["tasks"][0].update(lead=["农业局"]), "重点任务“推进改厕”中的“农业局”不在部门名单中"),
        (lambda plan: plan["tasks"][0].update(lead=[]), "重点任务“推进改厕”缺少 lead"),
        (lambda plan: plan["tasks"][0]["measures"][0].pop("lines"), "措施“改厕”缺少 lines"),
        (lambda plan: plan["tasks"][0]["measures"][0].update(targets=[{"name": "厕所"}]), "目标“厕所”缺少 code"),
        (lambda plan: plan["departments"].append("住建局"), "部门“住建局”应写成若干项"),
        (lambda plan: plan.pop("tasks"), "缺少 departments(部门)或 tasks(重点任务)列表"),
    ],
)
def test_a_bad_plan_is_refused_and_nothing_is_loaded(county, load, change, reason):
    plan = small()
    change(plan)

    with pytest.raises(BadFile) as refusal:
        load(plan)

    assert reason in str(refusal.value)
    assert not Organisation.objects.exists()


def test_a_refusal_names_the_line(county, load):
    with pytest.raises(BadFile, match=r"plan\.yaml 第 3 行：部门性质“x”有误"):
        load("tasks: []\ndepartments:\n- {code: A, name: 甲局, full_name: 甲局, kind: x}\n")


@pytest.mark.parametrize(("text", "reason"), [("a: [", "不是有效的 YAML"), ("", "缺少 departments")])
def test_a_file_that_is_none_is_refused(county, load, text, reason):
    with pytest.raises(BadFile, match=reason):
        load(text)


def test_the_county_must_be_known(load):
    with pytest.raises(BadFile, match="还没有县"):
        load(small())

    CountyFactory()
    with pytest.raises(BadFile, match="没有代码为 610524 的县"):
        load(small(), county="610524")

    CountyFactory()
    with pytest.raises(BadFile, match="不止一个县，请加 --county"):
        load(small())


@pytest.mark.parametrize(
    ("written", "city", "full_name"),
    [
        ("○○县公安局", "渭北市", "禾塬县公安局"),
        ("中共○○县委宣传部", "渭北市", "中共禾塬县委宣传部"),
        ("市生态环境局○○分局", "渭北市", "渭北市生态环境局禾塬分局"),
        ("市生态环境局○○分局", "市(6199)", "市生态环境局禾塬分局"),
        ("市场监督管理局", "渭北市", "市场监督管理局"),
    ],
)
def test_a_departments_name_is_the_countys(written, city, full_name):
    parent = RegionFactory(code="619900000000", name=city, level=2)

    assert departments.in_county(written, CountyFactory(name="禾塬县", parent=parent)) == full_name
