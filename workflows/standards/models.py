"""Standards (评定标准) as the county keeps them: drafts change, what is published never does."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from accounts.append_only import AppendOnly, protect
from accounts.enums import Post
from workflows.standards import mapping
from workflows.standards.reading import read_spec
from workflows.standards.source import digest
from workflows.standards.spec import OBJECTS, Spec

#: Whoever prepares standards, scores by them or watches over both; applicants see theirs in the application.
READS_STANDARDS = frozenset(
    {
        Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR,
        Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT,
    }
)  # fmt: skip
KEPT_PARSED = 64
_parsed: dict[str, Spec] = {}


@protect
class StandardContent(AppendOnly):
    """What a standard says, under the SHA-256 of its canonical JSON; numbers are decimal strings.

    A row of its own, so that lists of rounds and applications do not carry fifty kilobytes each.
    """

    sha256 = models.CharField("校验值", max_length=64, primary_key=True)
    body = models.JSONField("内容")
    source_text = models.TextField("原文", blank=True, help_text="导入的YAML，带注释")

    class Meta:
        verbose_name = verbose_name_plural = "评定标准内容"

    def __str__(self) -> str:
        return self.sha256[:12]


class StandardQuerySet(models.QuerySet):
    def usable_in(self, county: str) -> "StandardQuerySet":
        """The county's own and the shared templates."""
        return self.filter(county__in={"", county})

    def visible_to(self, user: Any) -> "StandardQuerySet":
        """The standards of the counties in which the person holds a post that reads them, and the shared templates."""
        counties = {held.county for held in user.current_appointments if held.post in READS_STANDARDS}
        return self.filter(county__in={"", *counties}) if counties else self.none()

    def published(self) -> "StandardQuerySet":
        return self.filter(state=Standard.State.PUBLISHED)

    def update(self, **changes: Any) -> int:
        if self.exclude(state=Standard.State.DRAFT).exists():
            raise ValidationError("已发布的评定标准不能修改。")
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.exclude(state=Standard.State.DRAFT).exists():
            raise ValidationError("已发布的评定标准不能删除。")
        return super().delete()


class Standard(models.Model):
    """One version of a county's standard; without a county it is a template for all."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已停用"

    class Object(models.TextChoices):
        VILLAGE = "village", OBJECTS["village"]
        TOWNSHIP = "township", OBJECTS["township"]
        COUNTY = "county", OBJECTS["county"]

    county = models.CharField("县", max_length=6, blank=True, default="", help_text="六位代码；空为通用模板")
    code = models.CharField("编号", max_length=40)
    version = models.PositiveIntegerField("版本")
    name = models.CharField("名称", max_length=200)
    object = models.CharField("创建对象", max_length=10, choices=Object)
    content = models.ForeignKey(StandardContent, models.PROTECT, related_name="+", verbose_name="内容")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT, editable=False)
    created_at = models.DateTimeField("导入时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)

    objects = StandardQuerySet.as_manager()

    #: What nobody changes once the standard is published.
    FROZEN = ("county", "code", "version", "name", "object", "content_id", "created_at", "published_at")
    #: The only way on from there.
    MOVES: dict[str, set[str]] = {
        State.PUBLISHED: {State.PUBLISHED, State.WITHDRAWN},
        State.WITHDRAWN: {State.WITHDRAWN},
    }

    class Meta:
        verbose_name = verbose_name_plural = "评定标准"
        ordering = ["county", "code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["county", "code", "version"], name="one_standard_per_code_and_version"),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at=None)
                | models.Q(state__in=["published", "withdrawn"], published_at__isnull=False),
                name="a_published_standard_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()
        if stored is not None and not stored.is_draft:
            changed = any(getattr(self, name) != getattr(stored, name) for name in self.FROZEN)
            if changed or self.state not in self.MOVES[stored.state]:
                raise ValidationError(f"{stored}已发布，不能修改；请提高版本号后重新导入。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if not self.is_draft:
            raise ValidationError(f"{self}已发布，不能删除。")
        return super().delete(*args, **kwargs)

    @property
    def sha256(self) -> str:
        return self.content_id

    @property
    def spec(self) -> Spec:
        """The standard, read; kept for the life of the process, so that it mostly costs no query."""
        spec = _parsed.get(self.content_id)
        if spec is None:
            if digest(self.content.body) != self.content_id:
                raise ValidationError(f"{self}的内容与校验值不符，请联系系统管理员。")
            if len(_parsed) >= KEPT_PARSED:
                _parsed.clear()
            spec = _parsed[self.content_id] = read_spec(self.content.body)
        return spec

    def codes_in(self, earlier: "Standard", rows: mapping.Rows) -> dict[str, str]:
        """Code here → what the same question was called in an earlier standard, followed version by version.

        Of two standards that are not versions of one, the earlier is simply the version before.
        """
        if earlier.pk == self.pk:
            return {code: code for code in rows(self.spec)}
        older = [earlier.spec]
        if (earlier.county, earlier.code) == (self.county, self.code):
            between = Standard.objects.filter(county=self.county, code=self.code)
            between = between.filter(version__gt=earlier.version, version__lt=self.version).exclude(state="draft")
            older = [*(one.spec for one in between.select_related("content").order_by("-version")), earlier.spec]
        return mapping.earlier_codes(rows, self.spec, older)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT
