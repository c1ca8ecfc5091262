"""What came in by workbook: which file, by whom, how much of it was taken."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.models import Organisation
from documents.models import EvidenceFile
from workflows.rounds.models import Round


@protect
class ScoreImport(AppendOnly):
    """A department's score workbook that was confirmed; the scores it made refer to the same file. Insert-only.

    Sealed as the scores are. ``token`` was given out with the preview: a second click on 确认 finds this row.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="score_imports", verbose_name="批次")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", verbose_name="文件")
    token = models.CharField("确认码", max_length=40, unique=True)
    taken = models.PositiveIntegerField("导入格数", default=0)
    unchanged = models.PositiveIntegerField("没有变化", default=0)
    left_out = models.JSONField("没有导入的", default=list, help_text="一行一句")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人")
    by_name = models.CharField("导入人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "评分导入"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["round", "organisation", "-id"], name="score_import_by_department")]

    def __str__(self):
        return f"{self.file} {self.taken}"
