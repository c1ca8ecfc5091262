"""The department's ledger: matched, kept, in its suggestions, beside what the villages report."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import workbooks
from tests import world
from tests.documents import hostile_workbooks
from workflows.applications.content import answers_from
from workflows.scoring.by_rule import rule_result
from workflows.scoring.ledgers.headings import key_of
from workflows.scoring.models import DepartmentScore, Ledger, LedgerValue
from workflows.scoring.services.rows import grid_rows
from workflows.scoring.services.sheets import sheet
from workflows.scoring.suggestions import figures_of
from workflows.standards.spec import DataItem

pytestmark = pytest.mark.django_db

CODES = {"甲一村": "619921101201", "乙一村": "619921102201"}


def line(application, organisation, code: str):
    return next(row for row in sheet(application, organisation) if row.indicator.code == code)


def figures(office) -> dict:
    return figures_of(office.round, office.organisation)


def test_the_template_asks_for_what_the_department_keeps(office):
    answer = office.browser.get(reverse("scoring:ledger_template", args=office.place))

    (sheet_read,) = workbooks.read(answer.content)
    assert sheet_read.rows[2] == (
        "区划代码",
        "乡镇",
        "村",
        "常住户数（户）",
        "村集体年经营性收入（万元）",
        "卫生户厕农户数（户）",
    )
    assert sheet_read.rows[3:] == ((CODES["甲一村"], "甲镇", "甲一村"), (CODES["乙一村"], "乙镇", "乙一村"))


def test_a_filled_template_goes_into_the_suggestions_and_the_village_keeps_its_own(office):
    answer = office.send(("区划代码", "卫生户厕农户数（户）"), [(CODES["甲一村"], 80)])
    page = office.save(answer).content.decode()

    row = line(office.cases[0], office.organisation, "RJ-01")
    assert (row.suggested, row.note, row.by_ledger) == (Decimal(18), "台账 80，村报 95", True)
    assert line(office.cases[1], office.organisation, "RJ-01").suggested == 27
    reported = {one.code: one.score for one in rule_result(office.cases[0]).indicators}
    assert reported["RJ-01"] == 27
    assert "第1版" in page
    assert "RJ-01 卫生户厕普及率 27→18分" in page


def test_the_score_says_that_its_suggestion_rests_on_the_ledger(office):
    office.save(office.send(("区划代码", "卫生户厕农户数"), [(CODES["甲一村"], 80)]))

    world.act(office.county, office.cases[0], "score", given=world.by_the_rule(office.cases[0]))

    given = {one.indicator: (one.suggested, one.by_ledger) for one in DepartmentScore.objects.all()}
    assert given["RJ-01"] == (18, True)
    assert given["CY-01"] == (30, False)


def test_the_grid_and_the_score_sheet_show_both_figures(office):
    office.save(office.send(("区划代码", "卫生户厕农户数"), [(CODES["甲一村"], 80)]))

    scorer = office.county.people["农业农村局评分员"]
    lines = {one.code: one for one in grid_rows(office.round, office.organisation, scorer)[0].lines}
    item = next(one for one in world.work(office.cases[0], "score") if one.organisation == office.organisation)
    page = office.browser.get(reverse("inbox:task", args=[item.pk])).content.decode()

    assert (lines["RJ-01"].row.suggested, lines["RJ-01"].self_score) == (18, 27)
    assert "台账 80，村报 95" in page
    assert 'placeholder="建议 18"' in page


def test_the_village_and_the_township_find_nothing_of_it_on_their_pages(office, signed_in):
    office.save(office.send(("区划代码", "卫生户厕农户数"), [(CODES["甲一村"], 83)]))
    case = office.cases[0]
    pages = [
        case.get_absolute_url(),
        reverse("scoring:trace", args=[case.pk, "RJ-01"]),
        reverse("scoring:four", args=[case.pk]),
    ]

    for name in ("甲一村书记", "甲镇审核员", "经办人"):
        browser = signed_in(office.county.people[name])
        assert not [page for page in pages if "台账 83" in browser.get(page).content.decode()]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (hostile_workbooks.bomb(200), "台账.xlsx", "异常庞大"),
        (b"x" * (workbooks.LIMITS.size + 1), "台账.csv", "文件超过10MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "台账.xls", "另存为"),
        (b"", "台账.csv", "文件是空的"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(office, data, name, words):
    answer = office.browser.post(office.address, {"file": SimpleUploadedFile(name, data)})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_another_department_and_the_village_see_nothing_of_it(office):
    office.save(office.send(("区划代码", "常住户数"), [(CODES["甲一村"], 200)]))

    content = answers_from(office.cases[0].snapshot.content, level="county")
    assert figures_of(office.round, office.county.departments["宣传部"]) == {}
    assert content.data["hh_res"] == 100


@pytest.mark.parametrize(
    ("header", "row", "found"),
    [
        (("乡镇", "村名", "卫生户厕农户数"), ("甲镇", "甲一村", 80), CODES["甲一村"]),
        (("乡镇", "村名", "卫生户厕农户数"), ("甲镇", "甲一", 80), CODES["甲一村"]),
        (("所属乡镇", "行政村", "卫生户厕农户数"), ("乙镇", "乙一村民委员会", 80), CODES["乙一村"]),
        (("村", "卫生户厕农户数"), ("乙一村", 80), CODES["乙一村"]),
        (("镇村", "卫生户厕农户数"), ("乙镇乙一村", 80), CODES["乙一村"]),
        (("行政区划代码", "卫生户厕农户数"), (619921102201, 80), CODES["乙一村"]),
    ],
)
def test_rows_find_their_village_by_code_or_by_name(office, header, row, found):
    office.save(office.send(header, [row]))

    assert figures(office) == {found: {"toilet_ok": Decimal(80)}}


def test_what_does_not_match_is_said_by_row(office):
    office.county.regions["甲二村"].__class__.objects.filter(code="619921102202").update(name="甲二村")
    rows = [("甲二村", 1), ("丙村", 2), ("甲一村", 3), ("甲一村", 4), ("合计", 10), (None, 5)]

    answer = office.send(("村", "卫生户厕农户数"), rows)

    assert answer.context["mapping"].matched.unmatched == [
        "第2行：“甲二村”有2个：甲镇甲二村、乙镇甲二村，请补上乡镇或者12位区划代码。",
        "第3行：“丙村”在本县名单里找不到，请核对名称或者补上12位区划代码。",
        "第5行：和第4行是同一个单位（甲镇甲一村），只取前面一行。",
        "第7行：没有区划代码，也没有村名。",
    ]
    assert answer.context["mapping"].matched.rows == 5


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("已改户厕数(累计)（座）", "changed"),
        ("已改户厕数(累计)", "changed"),
        ("已改户厕数", "changed"),
        ("其中:空置 户数（户）", ""),
        ("changed", "changed"),
        ("行政区划代码", "@code"),
        ("所属乡镇", "@township"),
        ("备注", ""),
    ],
)
def test_headings_are_understood_with_and_without_their_unit(heading, key):
    items = (DataItem("changed", "已改户厕数(累计)", "座", "农业农村局", "年末"),)

    assert key_of(heading, items) == key


def test_units_are_converted_or_asked_about(office):
    header = ("区划代码", "村集体年经营性收入（元）", "卫生户厕农户数（座）")
    answer = office.send(header, [(CODES["甲一村"], 123456, 80)])

    asked = office.save(answer)
    as_it_is = figures(office)
    office.save(office.send(header, [(CODES["甲一村"], 123456, 80)]), **{"same-2": "on"})

    matched = answer.context["mapping"].matched
    assert matched.notes == ["“村集体年经营性收入（元）”按1元=0.0001万元换算。"]
    assert "的单位是座，“卫生户厕农户数”要求户，这一栏没有取" in matched.problems[0]
    assert asked.status_code == 200
    assert as_it_is == {CODES["甲一村"]: {"coll_income": Decimal("12.3456")}}
    assert figures(office) == {CODES["甲一村"]: {"coll_income": Decimal("12.3456"), "toilet_ok": Decimal(80)}}


@pytest.mark.parametrize(
    ("cell", "words"), [("很多", "“很多”不是数字"), (-3, "“-3”不能是负数"), ("1e30", "“1e30”不是数字")]
)
def test_what_is_no_figure_is_said_and_left_out(office, cell, words):
    answer = office.send(("区划代码", "卫生户厕农户数"), [(CODES["甲一村"], cell), (CODES["乙一村"], "９０")])

    matched = answer.context["mapping"].matched
    assert words in matched.problems[0]
    assert matched.figures == {CODES["甲一村"]: {}, CODES["乙一村"]: {"toilet_ok": Decimal(90)}}


def test_a_free_table_is_mapped_by_hand_and_remembered(office):
    answer = office.send(("村", "改厕数", "备注"), [("甲一村", 70, "x")], name="改厕.csv")
    refused = office.save(answer)
    office.save(answer, **{"column-1": "toilet_ok"})

    again = office.send(("村", "改厕数", "备注"), [("甲一村", 75, "x")])

    assert "请至少把一栏对应到数据项。" in refused.content.decode()
    assert figures(office) == {CODES["甲一村"]: {"toilet_ok": Decimal(70)}}
    assert [one.key for one in again.context["mapping"].head.headings] == ["@village", "toilet_ok", ""]


def test_the_newest_ledger_of_an_item_counts_and_earlier_ones_stay(office):
    both = [(CODES["甲一村"], 70), (CODES["乙一村"], 71)]
    office.save(office.send(("区划代码", "卫生户厕农户数"), both))
    office.save(office.send(("区划代码", "村集体年经营性收入"), [(CODES["甲一村"], 5)]))
    office.save(office.send(("区划代码", "卫生户厕农户数"), [(CODES["甲一村"], 90)]))

    assert figures(office) == {CODES["甲一村"]: {"toilet_ok": Decimal(90), "coll_income": Decimal(5)}}
    assert list(Ledger.objects.order_by("version").values_list("version", flat=True)) == [1, 2, 3]
    assert LedgerValue.objects.count() == 4


def test_saving_twice_is_saving_once(office):
    answer = office.send(("区划代码", "卫生户厕农户数"), [(CODES["甲一村"], 70)])

    office.save(answer)
    office.save(answer)

    assert Ledger.objects.count() == 1


def test_differences_are_filtered_and_exported(office):
    rows = [(CODES["甲一村"], 95, 31), (CODES["乙一村"], 80, 30)]
    office.save(office.send(("区划代码", "卫生户厕农户数", "村集体年经营性收入"), rows))

    page = office.browser.get(office.address, {"township": "乙镇"})
    exported = office.browser.get(reverse("scoring:ledger_export", args=office.place))

    listed = [(one.township, one.mismatch.item.code) for one in page.context["comparison"].differences]
    assert listed == [("甲镇", "coll_income"), ("乙镇", "toilet_ok")]
    assert [one.township for one in page.context["differences"]] == ["乙镇"]
    assert workbooks.read(exported.content)[0].rows[3:] == (
        (CODES["甲一村"], "甲镇", "甲一村", "村集体年经营性收入", "万元", 31, 30, 1, "不影响得分"),
        (CODES["乙一村"], "乙镇", "乙一村", "卫生户厕农户数", "户", 80, 95, -15, "RJ-01 卫生户厕普及率 27→18分"),
    )


@pytest.mark.parametrize(
    ("name", "read", "write"),
    [
        ("农业农村局评分员", 200, 422),
        ("农业农村局负责人", 200, 403),
        ("宣传部评分员", 404, 404),
        ("经办人", 404, 404),
        ("甲镇审核员", 404, 404),
        ("甲一村书记", 404, 404),
    ],
)
def test_only_the_department_itself(office, signed_in, name, read, write):
    browser = signed_in(office.county.people[name])

    pages = ("scoring:ledgers", "scoring:ledger_template", "scoring:ledger_export")
    assert {browser.get(reverse(page, args=office.place)).status_code for page in pages} == {read}
    assert browser.post(office.address).status_code == write


def test_the_pages_ask_a_bounded_number_of_questions(office, django_assert_max_num_queries):
    answer = office.send(("区划代码", "卫生户厕农户数"), [(code, 80) for code in CODES.values()])
    office.save(answer)

    with django_assert_max_num_queries(30):
        office.browser.get(office.address)
    with django_assert_max_num_queries(25):
        office.browser.get(reverse("scoring:ledger_columns", args=office.place), {"upload": answer.context["token"]})
