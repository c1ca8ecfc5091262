"""Load, publish, withdraw."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import clock
from accounts.models import AuditEntry
from tests.workflows.standards.builders import BANDS, indicator, path_of, standard
from workflows.standards import services
from workflows.standards.models import Standard, StandardContent
from workflows.standards.services import Outcome
from workflows.standards.source import read_text

pytestmark = pytest.mark.django_db

TEXT = read_text(path_of("village"))


def keep(raw: dict, county: str = "610599") -> tuple[Standard, Outcome]:
    return services.keep_standard(county=county, body=raw, source_text="")


def test_first_loading_creates():
    loaded, outcome = services.load_standard(county="610599", text=TEXT)

    assert outcome == "新增"
    assert (loaded.code, loaded.version, loaded.object, loaded.state) == ("STD-V-DEMO-1", 1, "village", "draft")
    assert loaded.content.source_text == TEXT
    assert len(loaded.spec.indicators) == 43
    assert AuditEntry.objects.get().verb == "新增评定标准"


def test_loading_twice_changes_nothing():
    first, _ = services.load_standard(county="610599", text=TEXT)

    second, outcome = services.load_standard(county="610599", text="# 另一段注释\n" + TEXT)

    assert (second, outcome) == (first, "未变化")
    assert AuditEntry.objects.count() == 1


def test_two_counties_share_the_content_not_the_standard():
    first, _ = services.load_standard(county="610599", text=TEXT)
    second, outcome = services.load_standard(county="610598", text=TEXT)

    assert outcome == "新增"
    assert first != second
    assert StandardContent.objects.count() == 1


def test_draft_is_replaced():
    keep(standard(name="第一稿"))

    kept, outcome = keep(standard(name="第二稿"))

    assert (kept.name, outcome) == ("第二稿", "更新")
    assert kept.spec.name == "第二稿"


def test_published_version_is_not_replaced_and_says_what_to_do():
    services.publish(standard=keep(standard())[0])
    keep(standard(version=2))

    with pytest.raises(ValidationError, match="请把文件里的“version”改为3"):
        keep(standard(name="改过的"))

    assert keep(standard())[1] == "未变化"
    assert keep(standard(version=3, name="改过的"))[1] == "新增"


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: [", "不是正确的YAML格式"), ("a: 1", "标准：缺少“version”"), ("version: 1\nversion: 2", "写了两次")],
)
def test_bad_text_is_refused_and_nothing_is_kept(text, words):
    with pytest.raises(ValidationError, match=words):
        services.load_standard(county="610599", text=text)

    assert not Standard.objects.exists()


def test_publishing_dates_and_audits():
    draft, _ = keep(standard())

    with clock.at(datetime(2026, 3, 2, 1, tzinfo=UTC)):
        services.publish(standard=draft)

    draft.refresh_from_db()
    assert draft.state == "published"
    assert timezone.localtime(draft.published_at).date().isoformat() == "2026-03-02"
    assert AuditEntry.objects.latest("pk").verb == "发布评定标准"


def test_standard_with_errors_is_not_published():
    draft, _ = keep(standard(indicator(**{**BANDS, "lead": None}), full_score=100))

    with pytest.raises(ValidationError) as refusal:
        services.publish(standard=draft)

    assert refusal.value.messages == [
        "标准：各维度合计10分，满分是100分。请改各维度的分值或满分。",
        "指标 I-1：指标I-1没有牵头部门。请写明由哪个部门评分。",
    ]
    draft.refresh_from_db()
    assert draft.is_draft


def test_standard_is_published_once():
    draft, _ = keep(standard())
    services.publish(standard=draft)

    with pytest.raises(ValidationError, match="已发布，不用再发布"):
        services.publish(standard=draft)


def test_withdrawing_needs_a_published_standard_and_a_reason():
    draft, _ = keep(standard())
    with pytest.raises(ValidationError, match="没有发布"):
        services.withdraw(standard=draft, reason="换新")
    services.publish(standard=draft)
    with pytest.raises(ValidationError, match="请写明停用的理由"):
        services.withdraw(standard=draft, reason=" ")

    services.withdraw(standard=draft, reason="换新版")

    draft.refresh_from_db()
    assert draft.state == "withdrawn"
    assert AuditEntry.objects.latest("pk").detail == {"reason": "换新版"}
