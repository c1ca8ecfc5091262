"""Rows behind the paper: uploads, issued documents, number series, pack jobs. The bytes lie in ``documents.storage``."""

from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from documents import storage
from documents.resumable.models import Upload as Upload  # noqa: PLC0414 - Django looks for models here

county_code = RegexValidator(r"^\d{6}$", "请填写6位县级区划代码。")


class EvidenceFile(models.Model):
    """One uploaded file. The original is kept as sent; the clean copy is what people see and what is bound into packs."""

    county = models.CharField("县级区划代码", max_length=6, validators=[county_code])
    sha256 = models.CharField("原件校验值", max_length=64)
    clean_sha256 = models.CharField("展示件校验值", max_length=64)
    size = models.PositiveBigIntegerField("原件字节数")
    media_type = models.CharField("展示件类型", max_length=100)
    name = models.CharField("文件名", max_length=120)
    pages = models.PositiveIntegerField("页数", default=0)  # 0: a spreadsheet or text file, which is only downloaded
    taken_at = models.DateTimeField("拍摄时间", null=True, blank=True)
    latitude = models.DecimalField("拍摄纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("拍摄经度", max_digits=9, decimal_places=6, null=True, blank=True)
    sketch = models.CharField(
        "图像指纹", max_length=160, blank=True, default="", help_text="空为还没有计算；“-”为没有可比的内容"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = verbose_name_plural = "佐证文件"
        constraints = [models.UniqueConstraint(fields=["county", "sha256"], name="one_evidence_file_per_content")]
        indexes = [models.Index(fields=["county", "clean_sha256"], name="evidence_file_by_clean_copy")]

    #: Of a file that can only be compared byte by byte: a document, a white page.
    NO_SKETCH = "-"

    def __str__(self):
        return self.name

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_pdf(self) -> bool:
        return self.media_type == "application/pdf"

    def open(self):
        """The clean copy, for reading."""
        return storage.open(self.county, self.clean_sha256)


class SketchKey(models.Model):
    """One band of a picture's sketch: the index in which ``documents.lookalikes`` finds similar pictures."""

    county = models.CharField("县级区划代码", max_length=6)
    key = models.PositiveIntegerField("分段")
    file = models.ForeignKey(EvidenceFile, models.CASCADE, related_name="sketch_keys", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "图像指纹分段"
        indexes = [models.Index(fields=["county", "key", "file"], name="sketch_key_search")]


class Lookalike(models.Model):
    """Two files that show the same picture; found when the later one was taken in."""

    first = models.ForeignKey(EvidenceFile, models.CASCADE, related_name="+", verbose_name="先上传的文件")
    second = models.ForeignKey(EvidenceFile, models.CASCADE, related_name="+", verbose_name="后上传的文件")
    distance = models.PositiveSmallIntegerField("相差")
    turned = models.BooleanField("转动或镜像", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "相似图片"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_two_files"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="the_earlier_file_is_first"),
        ]


class DocumentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(status=Document.Status.ISSUED)

    def about(self, county: str, subject_key: str):
        return self.filter(county=county, subject_key=subject_key)


class ImmutableError(Exception):
    """Somebody tried to change an issued document."""


class Document(models.Model):
    """An issued paper. Only its status may change; a correction is another document that supersedes it."""

    class Status(models.TextChoices):
        ISSUED = "issued", "有效"
        SUPERSEDED = "superseded", "已被替代"
        REVOKED = "revoked", "已撤销"

    county = models.CharField("县级区划代码", max_length=6, validators=[county_code])
    kind = models.CharField("文种", max_length=40)
    number = models.CharField("文号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=200)
    subject_key = models.CharField("所属事项", max_length=100)
    content_sha256 = models.CharField("内容校验值", max_length=64)
    sha256 = models.CharField("文件校验值", max_length=64, db_index=True)
    pages = models.PositiveIntegerField("页数")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="签发人")
    issued_at = models.DateTimeField("签发时间")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.ISSUED)
    status_reason = models.CharField("状态说明", max_length=200, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="替代"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公文和文书"
        ordering = ["county", "-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], condition=~Q(number=""), name="number_used_once"),
            models.UniqueConstraint(
                fields=["county", "kind", "subject_key"], condition=Q(status="issued"), name="one_in_force_per_subject"
            ),
        ]
        indexes = [models.Index(fields=["county", "subject_key"], name="document_subject")]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def save(self, *args, **kwargs):
        if not self._state.adding and set(kwargs.get("update_fields") or ["all"]) - {"status", "status_reason"}:
            raise ImmutableError(f"{self}已签发，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableError(f"{self}已签发，不能删除。")

    @property
    def path(self) -> Path:
        return storage.path_of(self.county, self.sha256)

    def open(self):
        return storage.open(self.county, self.sha256)


class NumberSeries(models.Model):
    """How far one issuer's numbers of one kind have come this year. Written by ``documents.numbering`` alone."""

    county = models.CharField("县级区划代码", max_length=6, validators=[county_code])
    issuer = models.CharField("机关代字", max_length=40)
    kind = models.CharField("文种", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "文号序列"
        constraints = [models.UniqueConstraint(fields=["county", "issuer", "kind", "year"], name="one_number_series")]


class PackJob(models.Model):
    """A pack being built in the background, and where its result lies. Written by ``documents.jobs`` alone."""

    class State(models.TextChoices):
        QUEUED = "queued", "排队中"
        RUNNING = "running", "生成中"
        DONE = "done", "已完成"
        FAILED = "failed", "失败"

    county = models.CharField("县级区划代码", max_length=6, validators=[county_code])
    subject_key = models.CharField("所属事项", max_length=100)
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State, default=State.QUEUED)
    done_steps = models.PositiveIntegerField("已完成步骤", default=0)
    total_steps = models.PositiveIntegerField("总步骤", default=0)
    step_label = models.CharField("当前步骤", max_length=200, blank=True)
    error = models.CharField("失败原因", max_length=500, blank=True)
    sha256 = models.CharField("文件校验值", max_length=64, blank=True)
    pages = models.PositiveIntegerField("页数", default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    created_at = models.DateTimeField("发起时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "汇编任务"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["county", "subject_key", "-created_at"], name="pack_job_subject")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(sha256="") & Q(pages__gt=0)), name="a_done_pack_has_a_file"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def percent(self) -> int:
        return round(100 * self.done_steps / self.total_steps) if self.total_steps else 0

    def open(self):
        return storage.open(self.county, self.sha256)
