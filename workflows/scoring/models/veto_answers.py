"""Answers in the joint veto check (联审)."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.models import Organisation
from workflows.applications.models import Application, Submission


@protect
class VetoAnswer(AppendOnly):
    """A respondent's answer in the joint veto check (联审, F10). Confidential: the applicant sees only the clause."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="veto_answers", verbose_name="申报")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="veto_answers", verbose_name="送审")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    number = models.PositiveSmallIntegerField(
        "第几次", default=1, help_text="并入的部门没有答复的，由接续的部门另行答复；每次答复都算数"
    )
    clause = models.CharField("否决条款", max_length=20, blank=True, help_text="空表示无否决情形")
    facts = models.TextField("事实", max_length=1000, blank=True)
    document = models.CharField("依据文号", max_length=80, blank=True)
    happened_on = models.DateField("发生时间", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="答复人")
    by_name = models.CharField("答复人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "联审意见"
        constraints = [
            models.UniqueConstraint(fields=["submission", "organisation", "number"], name="veto_answers_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(clause="") | (~models.Q(facts="") & ~models.Q(document="")),
                name="a_veto_rests_on_facts_and_a_document",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.clause or '无否决情形'}"
