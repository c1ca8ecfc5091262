"""Dossiers that were built: which file, made from what. Insert-only; another building is another row."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts import clock
from accounts.append_only import AppendOnly, AppendOnlyQuerySet, protect
from accounts.enums import Post
from documents import storage
from workflows.applications.models import Application
from workflows.rounds.models import Round
from workflows.rounds.states import RoundState

#: Who reads every dossier of the county at which the post is held.
READS_DOSSIERS = frozenset({Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER, Post.AUDITOR})
#: Who reads the own place's dossier, once the county's list is public and no longer open to objection.
READS_OWN = frozenset({Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY, Post.TOWN_REVIEWER, Post.TOWN_LEADER})
LIST_IS_FINAL = frozenset(
    {
        RoundState.NOTICE_CLOSED, RoundState.APPROVED, RoundState.NAMED, RoundState.REPORTED, RoundState.CONCLUDED,
        RoundState.WITHOUT_RESULT,
    }
)  # fmt: skip


class DossierQuerySet(AppendOnlyQuerySet):
    """Which dossiers."""

    def visible_to(self, user):
        """The county's own readers see all; others single applications: granted ones, or their own place's."""
        seen = models.Q(application__reader_grants__user=user) if user.current_appointments else models.Q(pk__in=[])
        for held in user.current_appointments:
            low, high = held.region.code_range
            if held.post in READS_DOSSIERS:
                seen |= models.Q(county=held.county)
            elif held.post in READS_OWN:
                own = models.Q(application__region_id__gte=low, application__region_id__lt=high)
                seen |= own & models.Q(round__state__in=LIST_IS_FINAL)
        return self.filter(seen).distinct()

    def newest(self):
        """The latest of each volume."""
        later = Dossier.objects.filter(subject_key=models.OuterRef("subject_key"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later))


@protect
class Dossier(AppendOnly):
    """One volume as it was built: an application's (汇编), or the county's own of a round (县级汇总材料)."""

    county = models.CharField("县", max_length=6)
    round = models.ForeignKey(Round, models.PROTECT, related_name="dossiers", verbose_name="批次")
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        null=True,
        related_name="dossiers",
        verbose_name="申报",
        help_text="空为县级汇总材料",
    )
    subject_key = models.CharField("所属事项", max_length=40)
    title = models.CharField("标题", max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    stamp = models.CharField("数据校验值", max_length=64, help_text="所依据的全部数据;不变则不重新生成")
    sha256 = models.CharField("文件校验值", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    pages = models.PositiveIntegerField("页数")
    draft = models.BooleanField("过程稿")
    built_at = models.DateTimeField("生成时间", default=clock.now)
    built_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="生成人"
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "材料汇编"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_key", "-id"], name="dossier_by_subject"),
            models.Index(fields=["county", "round"], name="dossier_by_round"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dossiers:download", args=[self.pk])

    def open(self):
        """The stored file, for reading."""
        return storage.open(self.county, self.sha256)


def subject_of(round_: Round, application: Application | None) -> str:
    """What a dossier (or its job) is about."""
    return f"application:{application.pk}" if application else f"round:{round_.pk}"
