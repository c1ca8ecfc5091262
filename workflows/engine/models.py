"""What every case has in common: its state, its process, its to-do rows, its history, its deadlines."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.append_only import AppendOnly, protect
from accounts.enums import Post


class Case(models.Model):
    """Something the procedure moves; each kind adds a ``state`` field with its own choices.

    ``state`` is the legal status (what a letter would say); only ``engine.transition`` assigns it. ``process`` is the
    to-do list (which step is open); only ``engine.steps`` moves it. A test compares the two after every step.
    """

    county = models.CharField("县", max_length=6, editable=False)
    process = models.OneToOneField(
        "viewflow.Process", models.PROTECT, null=True, editable=False, related_name="%(class)s", verbose_name="流程"
    )

    class Meta:
        abstract = True

    #: Which state may follow which; each kind of case states its own.
    MOVES: dict[str, frozenset[str]] = {}

    def announce(self, event: "Event") -> None:
        """Tell whom a move concerns; each kind of case says for itself."""

    @property
    def work_title(self) -> str:
        """What stands in somebody's inbox."""
        return str(self)

    @property
    def work_region_code(self) -> str:
        """The region that the case is about, for lists by place."""
        return f"{self.county}000000"


class WorkItemQuerySet(models.QuerySet):
    """The questions a person's desk asks."""

    def open(self):
        return self.filter(state=WorkItem.State.OPEN)

    def waiting_for(self, user):
        """To do by this person: tasks of the posts held today (待办)."""
        mine = models.Q(pk__in=[])
        for held in user.current_appointments:
            mine |= models.Q(post=held.post, place_id=held.region_id, organisation_id=held.organisation_id)
        for stand_in in StandIn.objects.of(user):
            mine |= stand_in.work
        return self.open().filter(mine)

    def done_by(self, user):
        """Done by this person, newest first (已办)."""
        return self.filter(state=WorkItem.State.DONE, done_by=user).order_by("-done_at", "-task_id")


class WorkItem(models.Model):
    """One human task as the inbox shows it; written in the transaction of the task that it mirrors."""

    class State(models.IntegerChoices):
        OPEN = 0, "待办"
        DONE = 1, "已办"
        CANCELLED = 2, "已取消"

    task = models.OneToOneField("viewflow.Task", models.CASCADE, primary_key=True, related_name="work")
    process = models.ForeignKey("viewflow.Process", models.CASCADE, related_name="work_items", verbose_name="流程")
    county = models.CharField("县", max_length=6)
    node = models.CharField("环节", max_length=60)
    step_title = models.CharField("环节名称", max_length=60)
    title = models.CharField("事项", max_length=160)
    region_code = models.CharField("事项所在地", max_length=12)
    post = models.CharField("岗位", max_length=24, choices=Post)
    place = models.ForeignKey("accounts.Region", models.PROTECT, related_name="+", verbose_name="办理地")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="+", verbose_name="办理单位"
    )
    state = models.PositiveSmallIntegerField("状态", choices=State, default=State.OPEN)
    opened_at = models.DateTimeField("到达时间", default=clock.now)
    due_at = models.DateTimeField("办理期限", null=True)
    done_at = models.DateTimeField("办结时间", null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    reminded_on = models.DateField("最近提醒", null=True)

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待办事项"
        indexes = [
            models.Index(
                fields=["post", "place", "organisation", "due_at", "task"],
                condition=models.Q(state=0),
                name="work_open_by_post",
            ),
            models.Index(fields=["county", "node"], condition=models.Q(state=0), name="work_open_by_node"),
            models.Index(fields=["done_by", "-done_at", "-task"], condition=models.Q(state=1), name="work_done_by"),
            models.Index(fields=["due_at"], condition=models.Q(state=0), name="work_open_due"),
        ]

    def __str__(self):
        return f"{self.step_title}：{self.title}"


class StandInQuerySet(models.QuerySet):
    """Whose work a person does besides their own."""

    def of(self, user):
        """In force; asked only for people of departments, whose work alone is ever passed on."""
        if not any(held.organisation_id for held in user.current_appointments):
            return self.none()
        return self.filter(user=user, ended_at=None)

    def for_case(self, code: str):
        """Those of this applicant, or of all applicants of its township."""
        return self.filter(region_code__in={code, f"{code[:9]}000"}, ended_at=None)


class StandIn(models.Model):
    """A person who acts on a post of a department for one applicant, because its holder must not (回避替代).

    The exception to "rights follow from appointments": named by a head or the office, ended with the recusal.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="人员")
    post = models.CharField("岗位", max_length=24, choices=Post)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+", verbose_name="部门")
    region_code = models.CharField("申报单位", max_length=12)
    began_at = models.DateTimeField("开始", default=clock.now)
    ended_at = models.DateTimeField("结束", null=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "替代办理"
        indexes = [models.Index(fields=["user"], condition=models.Q(ended_at=None), name="stand_in_by_user")]

    def __str__(self):
        return f"{self.user} {self.organisation} {self.region_code}"

    @property
    def work(self) -> models.Q:
        """The pieces of work that it covers; a township's code covers its villages."""
        place = {"region_code__startswith": self.region_code[:9]} if self.region_code.endswith("000") else {}
        return models.Q(
            **(place or {"region_code": self.region_code}), post=self.post, organisation_id=self.organisation_id
        )


@protect
class Event(AppendOnly):
    """One entry of a case's history (流程跟踪): who did what, on which post, when, and why. Insert-only."""

    county = models.CharField("县", max_length=6)
    process = models.ForeignKey("viewflow.Process", models.PROTECT, related_name="events", verbose_name="流程")
    at = models.DateTimeField("时间", default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    actor_name = models.CharField("办理人姓名", max_length=60)
    post = models.CharField("岗位", max_length=24, choices=Post, blank=True)
    organisation_name = models.CharField("单位", max_length=60, blank=True)
    action = models.CharField("动作", max_length=32)
    before = models.CharField("原状态", max_length=24)
    after = models.CharField("新状态", max_length=24)
    opinion = models.TextField("意见", blank=True)
    confidential = models.BooleanField("仅经办可见", default=False)
    data = models.JSONField("附带数据", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "流程记录"
        indexes = [models.Index(fields=["process", "id"], name="event_by_process")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action}"


class Deadline(models.Model):
    """A moment at which a waiting step goes on by itself; ``tick`` fires it once."""

    task = models.OneToOneField("viewflow.Task", models.CASCADE, primary_key=True, related_name="deadline")
    county = models.CharField("县", max_length=6)
    due_at = models.DateTimeField("到期时间")
    fired_at = models.DateTimeField("触发时间", null=True)
    cancelled_at = models.DateTimeField("取消时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "计时器"
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(fired_at=None, cancelled_at=None), name="deadline_armed")
        ]

    def __str__(self):
        return f"{self.task_id} {self.due_at:%Y-%m-%d %H:%M}"


class CalendarDay(models.Model):
    """A day that departs from Monday to Friday: a holiday, or a weekend worked instead (调休).

    Seeded for announced years; the county edits it when the State Council announces the next one.
    """

    day = models.DateField("日期", primary_key=True)
    is_working = models.BooleanField("上班")
    note = models.CharField("说明", max_length=40, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"

    def __str__(self):
        return f"{self.day} {'上班' if self.is_working else '放假'} {self.note}"


class CalendarYear(models.Model):
    """Years whose holidays are known; any other year counts Monday to Friday and is marked as estimated (推算)."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("依据", max_length=80)

    class Meta:
        verbose_name = verbose_name_plural = "已公布年份"

    def __str__(self):
        return str(self.year)
