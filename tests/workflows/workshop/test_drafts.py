"""A draft is changed row by row, compared, mapped, published; what is published stays."""

from accounts.models import AuditEntry
from tests.workflows.workshop.helpers import at, change
from workflows.standards.models import Standard


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
    assert "上级出了新办法" in director.get(at("detail", published)).content.decode()


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
