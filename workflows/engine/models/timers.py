"""Moments at which a waiting step goes on by itself."""

from django.db import models


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
