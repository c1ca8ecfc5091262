"""The verbs of standards: load, publish, withdraw."""

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, clock
from accounts.models import User
from workflows.standards.lint import lint, obstacles
from workflows.standards.models import Standard, StandardContent
from workflows.standards.reading import ReadingError, read_spec
from workflows.standards.source import SourceError, canonical, digest, read_yaml


class Outcome(StrEnum):
    CREATED = "新增"
    UPDATED = "更新"
    UNCHANGED = "未变化"


def load_standard(*, county: str, text: str, by: User | None = None) -> tuple[Standard, Outcome]:
    """Load a standard from its YAML; ValidationError names every bad place and nothing is changed."""
    try:
        body = read_yaml(text)
    except SourceError as error:
        raise ValidationError(str(error)) from None
    return keep_standard(county=county, body=body, source_text=text, by=by)


@transaction.atomic
def keep_standard(*, county: str, body: object, source_text: str, by: User | None = None) -> tuple[Standard, Outcome]:
    """Keep a standard, from whatever it was read. The same content changes nothing; a published version never changes."""
    try:
        spec = read_spec(body)
    except ReadingError as error:
        raise ValidationError(list(error.complaints)) from None
    content = StandardContent(sha256=digest(body), body=canonical(body), source_text=source_text)
    standard = Standard.objects.select_for_update().filter(county=county, code=spec.code, version=spec.version).first()
    if standard is None:
        outcome, standard = Outcome.CREATED, Standard(county=county, code=spec.code, version=spec.version)
        standard.created_at = clock.now()
    elif standard.content_id == content.sha256:
        return standard, Outcome.UNCHANGED
    elif not standard.is_draft:
        raise ValidationError(
            f"{standard}已发布，内容不能再改。请把文件里的“version”改为{_next_version(standard)}，再重新导入。"
        )
    else:
        outcome = Outcome.UPDATED
    if not StandardContent.objects.filter(pk=content.pk).exists():
        content.save()
    standard.content, standard.name, standard.object = content, spec.name, spec.object
    standard.save()
    audit.record(actor=by, verb=f"{outcome}评定标准", subject=standard, detail={"sha256": content.sha256})
    return standard, outcome


def _next_version(standard: Standard) -> int:
    newest = Standard.objects.filter(county=standard.county, code=standard.code).order_by("version").last()
    return (newest or standard).version + 1


@transaction.atomic
def publish(*, standard: Standard, by: User | None = None) -> None:
    """From here on rounds may use it and nobody may change it. A standard with errors stays a draft."""
    standard.refresh_from_db(from_queryset=Standard.objects.select_for_update())
    if not standard.is_draft:
        raise ValidationError(f"{standard}{standard.get_state_display()}，不用再发布。")
    if found := obstacles(lint(standard.spec)):
        raise ValidationError([f"{one.place}：{one.words}。{one.advice}。" for one in found])
    standard.state, standard.published_at = Standard.State.PUBLISHED, clock.now()
    standard.save()
    audit.record(actor=by, verb="发布评定标准", subject=standard, detail={"sha256": standard.sha256})


@transaction.atomic
def withdraw(*, standard: Standard, reason: str, by: User | None = None) -> None:
    """No new round may use it; rounds that do keep it."""
    standard.refresh_from_db(from_queryset=Standard.objects.select_for_update())
    if standard.state != Standard.State.PUBLISHED:
        raise ValidationError(f"{standard}没有发布，不能停用。")
    if not reason.strip():
        raise ValidationError("请写明停用的理由。")
    standard.state = Standard.State.WITHDRAWN
    standard.save()
    audit.record(actor=by, verb="停用评定标准", subject=standard, detail={"reason": reason.strip()})
