"""Countersignatures of cooperating departments and of a task's other lead (会签), and the lead's answers to objections."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.models import Organisation
from workflows.applications.models import Application, Submission

from .scores import DepartmentScore


class CountersignatureQuerySet(AppendOnlyQuerySet):
    """Which countersignatures."""

    def current(self):
        """The last word of each department on a submission."""
        newer = Countersignature.objects.filter(
            submission=models.OuterRef("submission"),
            organisation=models.OuterRef("organisation"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(newer))


@protect
class Countersignature(AppendOnly):
    """A cooperating department agrees, or objects to named indicators with a reason (会签, F08a).

    The other lead of a key task with two leads signs its lines in the same way (双牵头); it signs again after an
    objection of its own was answered: its last word must be consent.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="countersignatures", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="countersignatures", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    number = models.PositiveSmallIntegerField("第几次", default=1)
    as_lead = models.BooleanField("共同牵头", default=False)
    agrees = models.BooleanField("同意")
    indicators = models.JSONField("异议涉及的指标", default=list)
    reason = models.CharField("异议理由", max_length=400, blank=True)
    versions = models.JSONField("共同牵头所签的评分版本", default=dict, help_text="指标编号 → 版本")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="会签人")
    by_name = models.CharField("会签人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    objects = CountersignatureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会签意见"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "organisation", "number"], name="countersignatures_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(reason=""), name="an_objection_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {'同意' if self.agrees else '有异议'}"


class ObjectionAnswerQuerySet(AppendOnlyQuerySet):
    """Which answers."""

    def current(self):
        """The newest answer to each line of an objection."""
        newer = ObjectionAnswer.objects.filter(
            countersignature=models.OuterRef("countersignature"),
            indicator=models.OuterRef("indicator"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(newer))


@protect
class ObjectionAnswer(AppendOnly):
    """The lead's answer to one line of an objection: the score is kept, or has a new version; its head signs it."""

    countersignature = models.ForeignKey(
        Countersignature, models.PROTECT, related_name="answers", verbose_name="会签异议"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="牵头部门")
    indicator = models.CharField("指标编号", max_length=20)
    number = models.PositiveSmallIntegerField("第几次", default=1)
    keeps = models.BooleanField("维持评分")
    reason = models.CharField("答复", max_length=400)
    score = models.ForeignKey(DepartmentScore, models.PROTECT, related_name="+", verbose_name="答复后的评分")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    by_name = models.CharField("答复人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    objects = ObjectionAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "异议答复"
        constraints = [
            models.UniqueConstraint(
                fields=["countersignature", "indicator", "number"], name="objection_answers_are_numbered"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_answer_has_words"),
        ]

    def __str__(self):
        return f"{self.indicator} {'维持' if self.keeps else '已改'}"
