"""Every component shows what it was given. No database: a component knows nothing of models."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

COMPONENTS = Path(__file__).parents[2] / "templates" / "components"
NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # 10:30 in China
DUE = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


class ObjectionForm(forms.Form):
    name = forms.CharField(label="姓名", help_text="姓名会保密。")
    kind = forms.ChoiceField(label="类型", choices=[("a", "数据不实")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="我承诺属实")


EMPTY_FORM = ObjectionForm({})
RECOMMEND = SimpleNamespace(value="recommend", label="推荐到县")
ALLOWED = SimpleNamespace(ok=True, reason="")
REFUSED = SimpleNamespace(ok=False, reason="部门正在评分，现在不能推荐。")
PHOTO = {"name": "户厕外", "url": "/e/1", "thumb": "/e/1/small", "kind": "image", "taken_at": None, "size": 2048}
DESK = {
    "system_name": "禾塬县示范创建系统",
    "round_label": "2026 年度",
    "user_name": "王秀英",
    "user_place": "侯家崾村",
    "user_post": "村级填报员",
    "message_count": 3,
}
LIKENESS = SimpleNamespace(
    key="1-2-3", sentence="这张照片与青寨村 V-RJ-02 的照片几乎相同（2025年度）", other=None, answer=None, apart=""
)
HISTOGRAM = SimpleNamespace(
    width=80, height=96, words="70至75分3个",
    bars=[SimpleNamespace(x=1, y=30, width=78, height=52, count=3, label=Decimal(70), middle=40)],
)  # fmt: skip
MENU = [{"title": "我村", "items": [{"label": "待办", "url": "/", "icon": "inbox", "count": 2, "active": True}]}]

SAMPLES = {
    "_action.html": ({"action": RECOMMEND, "verdict": ALLOWED, "tone": "pass"}, 'value="recommend"'),
    "_badge.html": ({"label": "已退回", "tone": "red"}, "tone-red"),
    "_bars.html": ({"parts": [("产业", Decimal("19.50")), ("设施", 18)]}, 'x="19.5"'),
    "_check.html": ({"ok": False, "text": "名额线上有同分"}, "未满足"),
    "_confirm.html": ({"question": "确认送审？", "label": "送审"}, 'question="确认送审？"'),
    "_deadline.html": ({"due_at": DUE, "now": DUE}, "今天 18:00 到期"),
    "_demo_accounts.html": ({"demo_accounts": [{"username": "houjiayao"}], "demo_password": "x"}, "houjiayao"),
    "_document.html": ({"title": "请示.pdf", "url": "/d/1", "fingerprint": "9f2c"}, "9f2c"),
    "_empty.html": ({"title": "没有要办的事", "hint": "有新事会通知您。"}, "没有要办的事"),
    "_error_summary.html": ({"form": EMPTY_FORM}, '<a href="#id_name">姓名：请填写这一项</a>'),
    "_evidence_item.html": ({"name": "情况说明.pdf", "url": "/e/2", "also": "V-RJ-03"}, "同时用于 V-RJ-03"),
    "_field.html": ({"field": EMPTY_FORM["name"], "unit": "户"}, 'aria-describedby="id_name_helptext id_name_error"'),
    "_field_notes.html": ({"field": EMPTY_FORM["name"]}, "姓名会保密。"),
    "_file_input.html": ({"multiple": True}, 'type="file"'),
    "_foot_nav.html": ({"items": MENU[0]["items"]}, "待办"),
    "_form.html": ({"form": EMPTY_FORM, "submit": "提交异议"}, "提交异议"),
    "_histogram.html": ({"picture": HISTOGRAM}, '<text class="histogram-count" x="40" y="27">3</text>'),
    "_legend.html": ({"labels": ["产业", "设施"]}, "dim-2"),
    "_likeness.html": ({"questions": [LIKENESS], "case": SimpleNamespace(pk=7), "back": "/todo/1/"}, "#q-1-2-3"),
    "_messages.html": ({"messages": [SimpleNamespace(level_tag="success", message="已送审")]}, "tone-green"),
    "_notice.html": ({"text": "还差 7 项", "tone": "red"}, 'role="alert"'),
    "_opinion.html": ({"text": "同意推荐", "actor": "马会宁", "at": NOW}, "2026年11月24日 10:30"),
    "_pack_progress.html": ({"url": "/p/1", "done": 3, "total": 9, "state": "running"}, "3 / 9"),
    "_pager.html": ({"next_url": "?after=9"}, "下一页"),
    "_phrases.html": ({"phrases": ["情况属实，同意"], "target": "opinion"}, 'target="opinion"'),
    "_progress.html": ({"done": 17, "total": 24}, "70%"),
    "_quota.html": ({"label": "省级示范村", "taken": 12, "places": 12}, "tone-green"),
    "_ring.html": ({"done": 17, "total": 24}, 'stroke-dasharray="70 100"'),
    "_side.html": ({"menu": MENU}, 'aria-current="page"'),
    "_stat.html": ({"value": 10, "label": "等我审核", "icon": "inbox"}, "等我审核"),
    "_steps.html": ({"steps": [{"label": "镇里审核", "state": "now"}]}, 'aria-current="step"'),
    "_task.html": ({"name": "3. 人居环境", "url": "/a/3", "state": "已填好", "tone": "green"}, "已填好"),
    "_tiles.html": ({"places": [("石岭", 4), ("南塬", 0)]}, '<li class="tile-3">石岭<b>4</b></li>'),
    "_timeline.html": ({"events": [{"at": NOW, "actor": "李建国", "action": "退回补正", "state": "back"}]}, "退回补正"),
    "_top.html": ({"desk": DESK}, "2026 年度"),
    "_verdict.html": ({"verdict": REFUSED}, "现在不能推荐"),
    "_viewer.html": ({"files": [PHOTO]}, "手机未提供"),
    "_viewer_facts.html": ({"file": PHOTO}, "2.0"),
    "_who.html": ({"desk": DESK}, "侯家崾村 · 村级填报员"),
}


def render(name: str, context: dict) -> str:
    return render_to_string(f"components/{name}", context)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_component_shows_what_it_was_given(name):
    context, expected = SAMPLES[name]

    assert expected in render(name, context)


def test_every_component_has_a_sample_here():
    assert sorted(SAMPLES) == sorted(path.name for path in COMPONENTS.glob("*.html"))


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.html")), ids=lambda path: path.name)
def test_a_component_names_its_variables_first(path):
    first_line = path.read_text().splitlines()[0]

    assert first_line.startswith(f"{{# {path.name}: ")


def test_a_refused_action_shows_its_reason_instead_of_a_button():
    html = render("_action.html", {"action": RECOMMEND, "verdict": REFUSED})

    assert REFUSED.reason in html
    assert "<button" not in html


def test_an_irreversible_action_asks_first():
    html = render("_action.html", {"action": RECOMMEND, "verdict": ALLOWED, "confirm": "确认推荐？"})

    assert '<confirm-button question="确认推荐？">' in html


@pytest.mark.parametrize("name", ["_notice.html", "_badge.html", "_opinion.html", "_empty.html"])
def test_text_from_people_never_becomes_markup(name):
    evil = "<img src=x>"

    html = render(name, {"text": evil, "label": evil, "title": evil})

    assert evil not in html
    assert "&lt;img src=x&gt;" in html


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("403.html", "这件事不归您办"),
        ("404.html", "没有找到这一页"),
        ("409.html", "现在还不能办"),
        ("500.html", "不是您的操作问题"),
        ("accounts/locked.html", "等半小时"),
    ],
)
def test_an_error_page_needs_no_context_and_says_what_to_do(template, expected):
    html = render_to_string(template)

    assert expected in html
    assert "乡村振兴示范创建系统" in html


@pytest.mark.parametrize("template", ["403.html", "404.html", "409.html"])
def test_a_refusal_gives_the_reason_and_a_way_on(template):
    html = render_to_string(template, {"reason": "公示还有 3 个工作日。", "next_url": "/next"})

    assert "公示还有 3 个工作日。" in html
    assert 'href="/next"' in html


def test_what_is_missing_is_listed_on_the_409_page():
    html = render_to_string("409.html", {"reason": "还差 1 项。", "missing": ["承诺书还没有签"]})

    assert "<span>承诺书还没有签</span>" in html


def test_the_frame_shows_the_menu_and_the_big_type_a_person_chose():
    request = RequestFactory().get("/")
    request.COOKIES["big"] = "1"

    html = render_to_string(
        "accounts/password_change.html", {"request": request, "desk": {**DESK, "menu": MENU}, "form": EMPTY_FORM}
    )

    assert '<html lang="zh-CN" class="big" ' in html
    assert '<nav class="side" id="menu"' in html
    assert "禾塬县示范创建系统" in html
