"""The workshop as its people use it: bring, correct, compare, publish, withdraw, read."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from tests import world
from tests.workflows.workshop.scheme import filled
from workflows.standards.models import Standard
from workflows.standards.services import load_standard, publish
from workflows.standards.source import digest, read_yaml
from workflows.standards.workbook import from_workbook
from workflows.workshop.models import StandardImport

IMPORT = reverse("workshop:import")


def sent(data: bytes | str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


@pytest.fixture
def published(county) -> Standard:
    standard, _ = load_standard(county=world.COUNTY, text=world.STANDARD)
    publish(standard=standard)
    standard.refresh_from_db()
    return standard


@pytest.fixture
def draft(published, operator) -> Standard:
    operator.post(reverse("workshop:new_version", args=[published.pk]))
    return Standard.objects.get(code=published.code, version=2)


def at(name: str, standard: Standard, *more) -> str:
    return reverse(f"workshop:{name}", args=[standard.pk, *more])


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


# --- changing a draft -----------------------------------------------------------------------------------------


def change(client, standard: Standard, query: str, **texts: str):
    """Open the form, change some of its fields by their labels, send it."""
    address = f"{at('edit', standard)}?{query}"
    form = client.get(address).context["form"]
    data = {name: form.initial[name] for name in form.fields}
    labels = {field.label: name for name, field in form.fields.items()}
    data |= {labels[title]: said for title, said in texts.items()}
    return client.post(address, {**data, "seen": standard.sha256})


def test_an_indicator_is_changed_in_the_words_of_the_template(operator, draft):
    response = change(operator, draft, "part=indicators&code=CY-01", 计分规则="60以上：40分；30以上：20分")

    assert response.status_code == 302
    draft.refresh_from_db()
    assert [(str(b.gte), str(b.score)) for b in draft.spec.indicator_by_code["CY-01"].how.bands] == [
        ("60", "40"),
        ("30", "20"),
    ]


def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(operator, draft):
    response = change(operator, draft, "part=indicators&code=CY-01", 计分规则="越多越好", 单位="亿元")

    assert response.status_code == 422
    assert "看不懂“越多越好”" in response.content.decode()
    assert "亿元" in response.content.decode()


def test_what_the_standard_as_a_whole_refuses_is_said_by_the_column(operator, draft):
    response = change(operator, draft, "part=indicators&code=CY-01", 计分规则="60以上：400分")

    assert response.status_code == 422
    assert "得分400超过了分值40" in response.content.decode()


def test_a_stale_page_overwrites_nothing(operator, director, draft):
    change(director, draft, "part=dimensions&code=CY", 名称="产业")
    response = change(operator, draft, "part=dimensions&code=CY", 名称="富民")

    assert response.status_code == 422
    assert "别人改过" in response.content.decode()
    draft.refresh_from_db()
    assert draft.spec.dimensions[0].name == "产业"


def test_rows_are_added_and_deleted(operator, draft):
    change(operator, draft, "part=veto", 编号="FJ-99", 名称="新情形", 情形="新的否决情形")
    draft.refresh_from_db()
    assert draft.spec.veto[-1].code == "FJ-99"

    address = f"{at('edit', draft)}?part=veto&code=FJ-99"
    form = operator.get(address).context["form"]
    operator.post(address, {**form.initial, "seen": draft.sha256, "action": "delete"})
    draft.refresh_from_db()
    assert all(one.code != "FJ-99" for one in draft.spec.veto)


def test_the_head_is_changed_but_not_what_says_which_standard_it_is(operator, draft):
    form = operator.get(at("edit", draft)).context["form"]
    assert {"标准编号", "版本"} & {field.label for field in form.fields.values()} == set()

    change(operator, draft, "part=head", 名称="新名称")

    draft.refresh_from_db()
    assert (draft.name, draft.version, draft.code) == ("新名称", 2, "STD-V-TEST")


def test_a_published_version_is_not_edited(operator, published):
    assert operator.get(f"{at('edit', published)}?part=dimensions&code=CY").status_code == 409


# --- deciding -------------------------------------------------------------------------------------------------


def test_only_the_director_publishes_and_only_what_was_looked_at(operator, director, draft):
    assert operator.post(at("publish", draft), {"seen": draft.sha256}).status_code == 403

    director.post(at("publish", draft), {"seen": "another"})
    draft.refresh_from_db()
    assert draft.is_draft

    director.post(at("publish", draft), {"seen": draft.sha256})
    draft.refresh_from_db()
    assert draft.state == Standard.State.PUBLISHED
    entry = AuditEntry.objects.get(verb="发布评定标准", subject_id=str(draft.pk), actor__isnull=False)
    assert entry.actor_name == "主任"


def test_withdrawing_wants_a_reason(director, published):
    director.post(at("withdraw", published), {"reason": " "})
    published.refresh_from_db()
    assert published.state == Standard.State.PUBLISHED

    director.post(at("withdraw", published), {"reason": "上级出了新办法"})
    published.refresh_from_db()
    assert published.state == Standard.State.WITHDRAWN


# --- versions -------------------------------------------------------------------------------------------------


def test_two_versions_stand_side_by_side(operator, draft):
    change(operator, draft, "part=indicators&code=CY-01", 计分规则="60以上：40分；20以上：30分；10以上：20分")

    shown = operator.get(at("compare", draft)).content.decode()

    assert "<del>5</del>" in shown
    assert "<ins>6</ins>" in shown


def test_a_renamed_item_is_mapped_and_the_value_follows(operator, director, draft, county):
    change(operator, draft, "part=data_items&code=hh_res", 编号="hh_live")
    draft.refresh_from_db()
    assert draft.spec.indicator_by_code["RJ-01"].formula.text == "toilet_ok / hh_live * 100"
    page = operator.get(at("mapping", draft))
    [question] = next(group for group in page.context["groups"] if group["title"] == "数据项")["questions"]
    assert (question.code, question.chosen, question.why) == ("hh_live", "hh_res", "名称相同")

    operator.post(at("mapping", draft), {"seen": draft.sha256, question.field: "hh_res"})

    draft.refresh_from_db()
    assert draft.spec.item_by_code["hh_live"].same_as == "hh_res"


def test_the_next_version_does_not_inherit_the_past_of_this_one(operator, director, draft):
    change(operator, draft, "part=data_items&code=hh_res", 编号="hh_live", 对应上年数据项="hh_res")
    draft.refresh_from_db()
    director.post(at("publish", draft), {"seen": draft.sha256})

    operator.post(at("new_version", draft))

    third = Standard.objects.get(code=draft.code, version=3)
    assert third.spec.item_by_code["hh_live"].same_as is None
