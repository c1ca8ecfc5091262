"""What the applicant fills in: data items, answers per indicator, statements per dimension."""

from django.db import models

from .application import Application


class DataValue(models.Model):
    """One data item of the standard (数据表): this year's value, last year's, and where it comes from."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="data_values", verbose_name="申报")
    item = models.CharField("数据项", max_length=40)
    value = models.DecimalField("本年值", max_digits=18, decimal_places=4, null=True, blank=True)
    previous = models.DecimalField("上年值", max_digits=18, decimal_places=4, null=True, blank=True)
    remark = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "数据项"
        constraints = [models.UniqueConstraint(fields=["application", "item"], name="one_value_per_data_item")]

    def __str__(self):
        return f"{self.item}={self.value}"


class IndicatorAnswer(models.Model):
    """The self-evaluation of one indicator that no data item answers; quantitative ones are computed, never typed."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers", verbose_name="申报")
    indicator = models.CharField("指标编号", max_length=20)
    checked = models.JSONField(
        "符合的条目", null=True, blank=True, help_text="清单法：条目序号；空列表表示一项都不符合"
    )
    level = models.CharField("等次", max_length=20, blank=True)
    findings = models.JSONField("扣分情况", null=True, blank=True, help_text="扣分法：条目 → 次数")
    remark = models.CharField("自评说明", max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标自评"
        constraints = [
            models.UniqueConstraint(fields=["application", "indicator"], name="one_answer_per_indicator"),
        ]

    def __str__(self):
        return self.indicator


class Statement(models.Model):
    """What was done in one of the five dimensions, 800 characters at most (创建情况, F01 三)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="statements", verbose_name="申报")
    dimension = models.CharField("样板", max_length=10)
    text = models.TextField("创建情况", max_length=800, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "创建情况"
        constraints = [
            models.UniqueConstraint(fields=["application", "dimension"], name="one_statement_per_dimension"),
        ]

    def __str__(self):
        return self.dimension
