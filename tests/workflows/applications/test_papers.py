"""A draft as the paper it will be."""

from datetime import date

from workflows.applications.content import content_of
from workflows.applications.form_rows import helped_in
from workflows.applications.models import Application
from workflows.applications.papers import preview_papers


def read(application) -> Application:
    return Application.objects.with_content().get(pk=application.pk)


def test_the_preview_says_what_the_draft_says(filled):
    form, table = preview_papers(read(filled))

    assert (form.applicant, form.leader_name, form.filled_on) == ("甲镇甲一村", "李测试", None)
    assert [row.value for row in form.data if row.name == "卫生户厕农户数"] == [95]
    rows = {row.code: row for dimension in table.dimensions for row in dimension.indicators}
    assert (rows["RJ-01"].value, rows["RJ-01"].self_score, rows["RJ-01"].evidence) == ("95%", 27, "RJ-01-1")
    assert "李测试" in form.html()
    assert "95%" in table.html()


def test_an_empty_draft_has_a_preview_too(draft):
    _, table = preview_papers(read(draft))

    assert all(row.self_score is None for dimension in table.dimensions for row in dimension.indicators)
    assert table.html()


def test_who_filled_in_and_who_confirmed_stands_on_the_paper(filled):
    form, _ = preview_papers(read(filled))
    assert "代填" not in form.html()

    confirmed = [{"section": "人居环境", "by": "甲一村书记", "at": "2026-03-16T09:30+08:00"}]
    helped = {"place": "甲镇", "by": ["甲镇审核员"], "reason": "填报员生病。", "confirmed": confirmed}
    fields = helped_in(content_of(read(filled)) | {"helped": helped})
    html = type(form)(**{**vars(form), **fields}).html()

    assert fields["confirmed"][0].on == date(2026, 3, 16)
    assert "甲镇甲镇审核员代填" in html
    assert "2026年3月16日" in html
