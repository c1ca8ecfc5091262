"""The application itself (申报)."""

from django.db import models
from django.urls import reverse

from accounts.enums import Post, RegionLevel
from accounts.models import Region
from workflows.engine.models import Case
from workflows.rounds.models import Round
from workflows.rounds.states import BEFORE_LOCK

from ..messages import tell_applicant
from ..states import AT_COUNTY, CLOSED, EDITABLE, LOCKED, MOVES, SENT_BACK, TONES, State

#: Posts that read every application of the region at which they are held.
READS_BELOW = frozenset(
    {
        Post.TOWN_REVIEWER, Post.TOWN_LEADER, Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR, Post.COUNTY_LEADER,
        Post.AUDITOR,
    }
)  # fmt: skip
READS_OWN = frozenset({Post.VILLAGE_CLERK, Post.VILLAGE_SECRETARY})
#: Departments read what the county has accepted.
READS_ACCEPTED = frozenset({Post.DEPT_SCORER, Post.DEPT_LEADER, Post.VETO_RESPONDENT})


class ApplicationQuerySet(models.QuerySet):
    """Which applications."""

    def visible_to(self, user):
        """Those that lie within the person's posts today, and those opened to the person one by one (guardian)."""
        seen = models.Q(reader_grants__user=user) if user.current_appointments else models.Q(pk__in=[])
        for held in user.current_appointments:
            low, high = held.region.code_range
            below = models.Q(region_id__gte=low, region_id__lt=high)
            if held.post in READS_BELOW:
                seen |= below
            elif held.post in READS_OWN:
                seen |= models.Q(region_id=held.region_id)
            elif held.post in READS_ACCEPTED:
                seen |= below & ~models.Q(state__in=EDITABLE | BEFORE_COUNTY)
        return self.filter(seen).distinct()

    def with_content(self):
        """With everything the applicant filled in, in a bounded number of queries: a picture of this moment."""
        links = {name: self.model._meta.get_field(name).related_model for name in ("evidence", "photos")}
        return self.select_related("round__standard", "region__parent", "procedure").prefetch_related(
            "data_values",
            "answers",
            "statements",
            *(models.Prefetch(name, link.objects.select_related("file")) for name, link in links.items()),
        )

    def within(self, region: Region):
        """Those of a region and below."""
        low, high = region.code_range
        return self.filter(region_id__gte=low, region_id__lt=high)


BEFORE_COUNTY = frozenset(
    {
        State.SUBMITTED, State.TOWN_RETURN_ASKED, State.TOWN_REVIEWED, State.NOT_RECOMMENDED, State.WITHDRAWN,
        State.LAPSED, State.TERMINATED,
    }
)  # fmt: skip


class Application(Case):
    """A village's, township's or county's bid in one round; one bid a round."""

    state = models.CharField("状态", max_length=24, choices=State, default=State.DRAFT, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="applications", verbose_name="批次")
    region = models.ForeignKey(Region, models.PROTECT, related_name="applications", verbose_name="申报单位")
    number = models.CharField("申报编号", max_length=40, unique=True, editable=False)
    leader_name = models.CharField("负责人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=20, blank=True)
    snapshot = models.ForeignKey(
        "Snapshot", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="提交时定格的内容"
    )
    version = models.PositiveIntegerField("草稿版本", default=0, editable=False)
    created_at = models.DateTimeField("发起时间")
    saved_at = models.DateTimeField("最近保存", null=True)

    MOVES = MOVES
    WITH_THE_OTHER_SIDE = EDITABLE
    SENT_BACK = SENT_BACK
    READ_WITH = ("round__standard", "region__parent")
    ENDED = CLOSED
    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "申报"
        constraints = [
            models.UniqueConstraint(fields=["round", "region"], name="one_bid_per_round_and_region"),
        ]
        indexes = [
            models.Index(fields=["county", "round", "state"], name="application_by_round_state"),
            models.Index(fields=["region", "round"], name="application_by_region"),
        ]

    def __str__(self):
        return f"{self.region.full_name}（{self.round.title}）"

    def announce(self, event) -> None:
        tell_applicant(self, event)

    @property
    def work_title(self) -> str:
        return f"{self.region.full_name} · {self.round.title}"

    @property
    def work_region_code(self) -> str:
        return self.region_id

    def get_absolute_url(self) -> str:
        return reverse("inbox:case", args=[self.pk])

    @property
    def tone(self) -> str:
        """Colour of the state's badge."""
        return TONES.get(self.state, "blue")

    @property
    def is_editable(self) -> bool:
        """Is it with the applicant?"""
        return self.state in EDITABLE

    @property
    def scores_are_final(self) -> bool:
        """Is the seal on its scores lifted? What was stopped before the lock stays sealed until its round is locked."""
        stopped = self.state in {State.DISQUALIFIED, State.TERMINATED}
        return self.state in LOCKED or (stopped and self.round.state not in BEFORE_LOCK)

    @property
    def is_at_county(self) -> bool:
        return self.state in AT_COUNTY

    @property
    def township(self) -> Region:
        """The township of an applying village; the region itself otherwise."""
        return self.region.parent if self.region.level == RegionLevel.VILLAGE else self.region

    @property
    def spec(self):
        """The standard of the round, parsed."""
        return self.round.standard.spec
