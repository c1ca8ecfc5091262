"""代理: who acts on somebody's posts while that person is away, from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts import clock


class ProxyQuerySet(models.QuerySet):
    def current(self, on: date | None = None):
        on = on or clock.today()
        return self.filter(since__lte=on, until__gt=on)

    def not_over(self, on: date | None = None):
        """Those in force and those to come."""
        return self.filter(until__gt=on or clock.today())


class Proxy(models.Model):
    """Written only by ``accounts.proxies``. ``until`` is the first day on which it no longer holds."""

    county = models.CharField("县代码", max_length=6, blank=True, editable=False)
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proxies_given", verbose_name="委托人"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proxies_held", verbose_name="代理人"
    )
    since = models.DateField("代理起始日")
    until = models.DateField("代理结束日")
    reason = models.CharField("事由", max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间", default=clock.now)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代理"
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["deputy", "until"], name="proxy_by_deputy")]
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="nobody_is_his_own_deputy"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="proxy_ends_after_it_begins"),
        ]

    def __str__(self):
        return f"{self.deputy}代理{self.principal}"

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return date.fromordinal(self.until.toordinal() - 1)
