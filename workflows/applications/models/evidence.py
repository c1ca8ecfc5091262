"""Which file proves which indicator (佐证)."""

from django.conf import settings
from django.db import models

from accounts import clock
from documents.models import EvidenceFile

from .application import Application


class EvidenceLink(models.Model):
    """One file bound to one named proof of one indicator; a file may serve several proofs and several indicators."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="evidence", verbose_name="申报")
    indicator = models.CharField("指标编号", max_length=20)
    number = models.PositiveSmallIntegerField("序号")
    proves = models.CharField("证明内容", max_length=120)
    proof = models.CharField("对应的佐证", max_length=200, blank=True, default="", help_text="标准列明的一种；空为其他")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="links", verbose_name="文件")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ["indicator", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "indicator", "number"], name="one_evidence_number_per_indicator"
            ),
            models.UniqueConstraint(
                fields=["application", "indicator", "proof", "file"], name="a_file_serves_a_proof_once"
            ),
        ]

    def __str__(self):
        return self.evidence_no

    @property
    def evidence_no(self) -> str:
        """What is written in the corner of the paper: ``V-CY-01-2``."""
        return f"{self.indicator}-{self.number}"
