"""The plan's key tasks (重点任务), their measures and their targets."""

from django.db import models

from accounts.models.organisation import Organisation


class KeyTask(models.Model):
    """A task may have more than one lead: 任务六 has 宣传部 and 政法委."""

    county = models.CharField("县代码", max_length=6)
    code = models.CharField("代码", max_length=10)
    number = models.CharField("序号", max_length=4, help_text="一至六")
    title = models.CharField("名称", max_length=60)
    all_townships = models.BooleanField("各镇（街道）配合", default=False)
    leads = models.ManyToManyField(Organisation, related_name="led_tasks", verbose_name="牵头部门")
    coops = models.ManyToManyField(Organisation, blank=True, related_name="shared_tasks", verbose_name="配合部门")

    class Meta:
        verbose_name = verbose_name_plural = "重点任务"
        ordering = ["county", "code"]
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="one_key_task_per_county_and_code")]

    def __str__(self):
        return f"{self.number}、{self.title}"

    @property
    def acting_leads(self) -> list[Organisation]:
        """Who leads today: after a reform the successor, once, even if it led beside the old one."""
        return list(dict.fromkeys(lead.heir for lead in self.leads.all()))


class Measure(models.Model):
    """One 一是…二是… of a task, in the plan's own words."""

    task = models.ForeignKey(KeyTask, models.CASCADE, related_name="measures", verbose_name="重点任务")
    code = models.CharField("代码", max_length=10)
    label = models.CharField("序号", max_length=6)
    title = models.CharField("名称", max_length=60)
    text = models.TextField("原文", help_text="一行一句")

    class Meta:
        verbose_name = verbose_name_plural = "具体措施"
        ordering = ["task", "code"]
        constraints = [models.UniqueConstraint(fields=["task", "code"], name="one_measure_per_task_and_code")]

    def __str__(self):
        return f"{self.label}{self.title}"


class TaskTarget(models.Model):
    """A number the county has to reach. The plan prints x: ``value`` stays empty until the county fills it in."""

    county = models.CharField("县代码", max_length=6)
    measure = models.ForeignKey(
        Measure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="所属措施",
        help_text="空为总目标",
    )
    code = models.SlugField("代码", max_length=60)
    name = models.CharField("名称", max_length=60)
    op = models.CharField("比较", max_length=6, default="=", help_text="=、>=、range")
    value = models.DecimalField("目标值", max_digits=14, decimal_places=2, null=True, blank=True)
    upper = models.DecimalField("上限", max_digits=14, decimal_places=2, null=True, blank=True, help_text="仅用于区间")
    unit = models.CharField("单位", max_length=10, blank=True)
    plan_words = models.CharField("方案原文", max_length=120, blank=True)
    implied = models.BooleanField("由文字推定", default=False, help_text="全覆盖、清零、一户一档")

    class Meta:
        verbose_name = verbose_name_plural = "任务目标"
        ordering = ["county", "pk"]
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="one_target_per_county_and_code")]

    def __str__(self):
        return self.name
