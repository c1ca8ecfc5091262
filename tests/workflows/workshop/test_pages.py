"""The workshop as its people use it: bring, read, export."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from tests import world
from tests.workflows.workshop.helpers import at, sent
from tests.workflows.workshop.scheme import filled
from workflows.standards.models import Standard
from workflows.standards.services import load_standard
from workflows.standards.source import digest, read_yaml
from workflows.standards.workbook import from_workbook
from workflows.workshop.models import StandardImport

IMPORT = reverse("workshop:import")


# --- bringing -------------------------------------------------------------------------------------------------


def test_nothing_is_kept_before_somebody_has_looked(operator):
    preview = operator.post(IMPORT, {"file": sent(world.STANDARD, "标准.yaml")})
    shown = operator.get(preview.url).content.decode()

    assert not Standard.objects.exists()
    assert "新标准" in shown
    assert "保存为草稿" in shown

    kept = operator.post(preview.url)

    standard = Standard.objects.get()
    assert (kept.url, standard.state, standard.county) == (at("detail", standard), "draft", world.COUNTY)
    assert AuditEntry.objects.filter(verb="导入评定标准", subject_id=str(standard.pk)).exists()


def test_a_bad_cell_is_named_and_the_file_stays(operator):
    book = load_workbook(BytesIO(filled()))
    book["指标"]["F6"] = "大概十五个点"
    target = BytesIO()
    book.save(target)

    preview = operator.post(IMPORT, {"file": sent(target.getvalue(), "清河县.xlsx")})
    shown = operator.get(preview.url).content.decode()

    assert "“指标”表第6行F列（计分规则）：" in shown
    assert not Standard.objects.exists()
    brought = StandardImport.objects.get()
    assert operator.get(reverse("workshop:sent", args=[brought.pk])).content == target.getvalue()
    operator.post(preview.url)
    assert not Standard.objects.exists()


def test_the_corrected_table_takes_the_place_of_the_one_before(operator):
    for data in ("a: [", world.STANDARD):
        operator.post(IMPORT, {"file": sent(data, "标准.yaml")})

    assert [one.is_readable for one in StandardImport.objects.waiting()] == [True]


def test_typed_yaml_comes_back_with_its_complaints(operator):
    typed = world.STANDARD.replace("points: 40\n  kind", "points: 很多\n  kind", 1)

    response = operator.post(IMPORT, {"text": typed})

    assert response.status_code == 422
    assert "应当是数字" in response.content.decode()
    assert "points: 很多" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "data"), [("坏.xlsx", b"PK\x03\x04oops"), ("旧.xls", b"\xd0\xcf\x11\xe0"), ("空.yaml", b"a: [")]
)
def test_what_is_no_table_is_refused_in_words(operator, name, data):
    preview = operator.post(IMPORT, {"file": sent(data, name)})

    assert "读不懂" in operator.get(preview.url).content.decode()
    assert StandardImport.objects.get().complaints


def test_a_published_version_is_saved_under_the_next_number(operator, published):
    changed = world.STANDARD.replace("name: 测试用示范村评定标准", "name: 改过的标准")
    preview = operator.post(IMPORT, {"file": sent(changed, "标准.yaml")})
    assert "另存为第2版草稿" in operator.get(preview.url).content.decode()

    operator.post(preview.url)
    assert Standard.objects.count() == 1

    operator.post(preview.url, {"as_version": "2"})
    assert [(one.version, one.name) for one in Standard.objects.order_by("version")] == [
        (1, published.name),
        (2, "改过的标准"),
    ]


def test_a_department_brings_nothing(browse, published):
    scorer = browse("农业农村局评分员")

    assert scorer.get(at("detail", published)).status_code == 200
    assert scorer.post(IMPORT, {"text": world.STANDARD}).status_code == 403
    assert scorer.post(at("new_version", published)).status_code == 403


def test_a_village_does_not_read_standards_here(browse, published):
    clerk = browse("甲一村填报员")

    assert clerk.get(reverse("workshop:list")).status_code == 403
    assert clerk.get(at("detail", published)).status_code == 404


# --- reading --------------------------------------------------------------------------------------------------


def test_the_page_says_the_formula_in_words_and_leads_to_what_the_lint_found(operator):
    body = world.STANDARD.replace("formula: coll_income\n", "formula: coll_incom\n", 1)
    preview = operator.post(IMPORT, {"file": sent(body, "标准.yaml")})

    shown = operator.get(preview.url).content.decode()

    assert '<a href="#indicators-1">指标 CY-01</a>' in shown
    assert "“计算公式”用到的“coll_incom”" in shown
    assert "卫生户厕农户数÷" in shown


def test_both_exports_come_back_the_same(operator, published):
    book = operator.get(at("export", published, "xlsx"))
    text = operator.get(at("export", published, "yaml"))

    assert digest(from_workbook(book.content)[0]) == published.sha256
    assert digest(read_yaml(text.content.decode())) == published.sha256
    assert "attachment" in book["Content-Disposition"]
    assert operator.get(at("export", published, "exe")).status_code == 404


def test_the_name_of_a_file_is_no_path(operator, director):
    text = world.STANDARD.replace("name: 测试用示范村评定标准", "name: ../../a:b*标准")
    standard, _ = load_standard(county=world.COUNTY, text=text)

    disposition = operator.get(at("export", standard, "yaml"))["Content-Disposition"]

    assert "/" not in disposition.replace("attachment", "")
    assert "%2F" not in disposition
