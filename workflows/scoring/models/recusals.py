"""Recusal (回避): what a person declares, who takes over, and how a recusal ends. Insert-only."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.enums import Post
from accounts.models import Organisation
from workflows.rounds.models import Round


class RecusalKind(models.TextChoices):
    """What ties a person to an applicant."""

    ORIGIN = "origin", "籍贯：本人户籍或者成长地在该单位"
    POSTING = "posting", "任职：现任或者曾任该单位职务"
    KINSHIP = "kinship", "亲属：近亲属在该单位任职或者居住"
    LIAISON = "liaison", "联系点：本人驻村、包联该单位"
    OTHER = "other", "其他利害关系"

    @property
    def word(self) -> str:
        """In one word, for tables and papers."""
        return self.label.partition("：")[0]


@protect
class RecusalDeclaration(AppendOnly):
    """Before the first score of a round everybody who scores, signs or countersigns says where they stand aside."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="recusal_declarations", verbose_name="批次")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusal_declarations", verbose_name="人员"
    )
    regions = models.JSONField("需要回避的申报单位", default=list, help_text="区划代码；空表示没有")
    by_name = models.CharField("姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "回避申报"
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="one_recusal_declaration_a_round")]

    def __str__(self):
        return f"{self.by_name} {'、'.join(self.regions) or '无需回避'}"


class RecusalQuerySet(AppendOnlyQuerySet):
    """Which recusals."""

    def in_force(self):
        """Those that nobody has withdrawn."""
        return self.filter(withdrawal=None)

    def of_applicant(self, code: str):
        """From the village itself, or from its township as a whole."""
        return self.filter(region_id__in={code, f"{code[:9]}000"})


@protect
class Recusal(AppendOnly):
    """A person who must not handle an applicant: comes from there, is kin, leads or is posted there (回避)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals", verbose_name="人员")
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+", verbose_name="申报单位")
    kind = models.CharField("回避情形", max_length=12, choices=RecusalKind, default=RecusalKind.OTHER)
    reason = models.CharField("情况说明", max_length=120, blank=True)
    declared_at = models.DateTimeField("申报时间", default=clock.now)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        indexes = [models.Index(fields=["region", "user"], name="recusal_by_region")]

    def __str__(self):
        return f"{self.user} {self.region}"

    @property
    def county(self) -> str:
        """The county in which the applicant lies."""
        return self.region.county

    @property
    def words(self) -> str:
        """Kind and explanation."""
        kind = RecusalKind(self.kind).word
        return f"{kind}：{self.reason}" if self.reason else kind


@protect
class RecusalWithdrawal(AppendOnly):
    """The office director found that there is no reason to stand aside; says why."""

    recusal = models.OneToOneField(Recusal, models.PROTECT, related_name="withdrawal", verbose_name="回避")
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="解除人")
    by_name = models.CharField("解除人姓名", max_length=60)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "解除回避"
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_withdrawn_recusal_says_why"),
        ]

    def __str__(self):
        return f"{self.recusal}：{self.reason}"


class SubstitutionQuerySet(AppendOnlyQuerySet):
    """Which substitutes."""

    def in_force(self):
        """The newest of each recusal, department and post, unless the recusal was withdrawn."""
        newer = Substitution.objects.filter(
            recusal=models.OuterRef("recusal"),
            organisation=models.OuterRef("organisation"),
            post=models.OuterRef("post"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(newer), recusal__withdrawal=None)


@protect
class Substitution(AppendOnly):
    """Who does the work of a recused person: named by the system among colleagues, or by the head or the office."""

    recusal = models.ForeignKey(Recusal, models.PROTECT, related_name="substitutions", verbose_name="回避")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="部门")
    post = models.CharField("岗位", max_length=24, choices=Post)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="替代人员")
    user_name = models.CharField("替代人员姓名", max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="指定人")
    by_name = models.CharField("指定人姓名", max_length=60, default="系统")
    at = models.DateTimeField("时间", default=clock.now)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回避替代"
        indexes = [models.Index(fields=["recusal", "organisation", "post"], name="substitution_by_recusal")]

    def __str__(self):
        return f"{self.recusal} → {self.user_name}"
