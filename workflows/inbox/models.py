"""Filters that people keep (常用筛选)."""

from secrets import token_urlsafe
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts import clock


class Tab(models.TextChoices):
    """Lists of the desk; the value is the name of the address."""

    TODO = "home", "待办"
    DONE = "done", "已办"
    BEGUN = "begun", "我发起"
    RETURNED = "returned", "退回中"
    COPIES = "copies", "抄送"

    @property
    def address(self) -> str:
        """Name of its address."""
        return f"inbox:{self.value}"

    def narrowed(self, query: dict[str, str]) -> str:
        """The address of the list with a filter."""
        return reverse(self.address) + (f"?{urlencode(query)}" if query else "")


def new_token() -> str:
    """What a shared link ends with: not to be guessed, though it opens nothing that is not one's own."""
    return token_urlsafe(9)


class SavedFilter(models.Model):
    """One person's filter of one list. Whoever gets the link sees the own list narrowed the same way."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name="人员"
    )
    tab = models.CharField("列表", max_length=8, choices=Tab)
    name = models.CharField("名称", max_length=20)
    query = models.JSONField("条件", default=dict)
    words = models.CharField("条件说明", max_length=200)
    token = models.CharField("分享码", max_length=16, unique=True, default=new_token, editable=False)
    saved_at = models.DateTimeField("保存时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "常用筛选"
        ordering = ["person", "tab", "name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "tab", "name"], name="one_filter_per_person_tab_and_name")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        """The link to share."""
        return reverse("inbox:shared_filter", args=[self.token])

    @property
    def list_url(self) -> str:
        """The list so narrowed."""
        return Tab(self.tab).narrowed(self.query)
