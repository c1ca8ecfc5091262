"""A department's own ledger (台账) of a round: what it knows of the villages, beside what they report themselves."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.models import Organisation, Region
from documents.models import EvidenceFile
from workflows.rounds.models import Round


@protect
class Ledger(AppendOnly):
    """One upload. For each data item the newest one that has it counts; earlier ones stay. Insert-only.

    ``columns``: header → data item, as the person chose: proposed again when a table with such headers comes.
    Sealed until the lock: a village that knew the ledger would report its figures.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="ledgers", verbose_name="批次")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ledgers", verbose_name="部门")
    version = models.PositiveSmallIntegerField("版本", default=1)
    title = models.CharField("台账名称", max_length=60)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+", verbose_name="文件")
    columns = models.JSONField("栏目对应", default=dict)
    items = models.JSONField("数据项", default=list)
    rows = models.PositiveIntegerField("行数", default=0)
    unmatched = models.JSONField("没有对上的行", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    by_name = models.CharField("上传人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "部门台账"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation", "version"], name="ledgers_are_numbered"),
        ]

    def __str__(self):
        return f"{self.title}（第{self.version}版）"


@protect
class LedgerValue(AppendOnly):
    """One figure of a ledger."""

    ledger = models.ForeignKey(Ledger, models.PROTECT, related_name="values", verbose_name="台账")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="村镇")
    item = models.CharField("数据项", max_length=40)
    value = models.DecimalField("数值", max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = verbose_name_plural = "台账数据"
        constraints = [
            models.UniqueConstraint(fields=["ledger", "region", "item"], name="one_ledger_value_per_item"),
        ]

    def __str__(self):
        return f"{self.item}={self.value}"
