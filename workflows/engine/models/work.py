"""To-do rows: one human task as the inbox shows it."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.enums import Post

from .stand_ins import StandIn


def lies_with(user) -> models.Q:
    """Not passed to a colleague (转办), or to this person or one whose deputy he is; who left has left it to all."""
    left = models.Q(handed_to__until__lte=clock.today())
    mine = models.Q(handed_to__in=[held.pk for held in user.current_appointments])
    return models.Q(handed_to=None) | mine | left


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
        return self.open().filter(mine).filter(lies_with(user))

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
    handed_to = models.ForeignKey(
        "accounts.Appointment",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="转交",
        help_text="转办给哪位同岗位人员；空为同岗位任何一人",
    )
    reminded_on = models.DateField("最近提醒", null=True)
    escalated_at = models.DateTimeField("提级时间", null=True)
    first_read_at = models.DateTimeField("首次打开时间", null=True, help_text="打开过的，前一环节不能再撤回")

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

    @property
    def colleague(self):
        """To whom it was passed and who still holds the post; ``None`` when it is any holder's."""
        held = self.handed_to
        return held.user if held and held.valid_on(clock.today()) else None

    def lies_elsewhere(self, user) -> bool:
        """Has a colleague it, and this person does not act on the colleague's post either (代理)?"""
        return self.colleague is not None and all(held.pk != self.handed_to_id for held in user.current_appointments)
