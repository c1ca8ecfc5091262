"""A reviewer's word on photographs that are met again elsewhere; insert-only."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.models import Organisation
from documents.models import EvidenceFile
from workflows.applications.models import Application


class LikenessWord(models.TextChoices):
    """What a reviewer thinks of a photograph that is handed in somewhere else too."""

    SAME_MATTER = "same_matter", "同一事项，可以共用"
    EXPLAIN = "explain", "要求说明"
    REJECT = "reject", "不予采信"


@protect
class LikenessAnswer(AppendOnly):
    """A reviewer's word on a photograph that looks like another one (相似材料). It advises; no score follows from it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="likeness_answers", verbose_name="申报")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", verbose_name="文件")
    other_application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="+", verbose_name="另一件申报",
        help_text="空：答复人无权查看的申报",
    )  # fmt: skip
    other_file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, related_name="+", verbose_name="另一个文件")
    word = models.CharField("意见", max_length=20, choices=LikenessWord)
    reason = models.CharField("理由", max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    by_name = models.CharField("答复人姓名", max_length=60)
    post = models.CharField("岗位", max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "相似材料核实意见"
        ordering = ["id"]
        indexes = [models.Index(fields=["application", "file"], name="likeness_answer_by_file")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(word="same_matter") | ~models.Q(reason=""), name="who_doubts_a_photo_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(other_application=None, other_file=None)
                | models.Q(other_application__isnull=False, other_file__isnull=False),
                name="the_other_file_is_in_an_application",
            ),
        ]

    def __str__(self):
        return self.get_word_display()
