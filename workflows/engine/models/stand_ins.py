"""Who does a recused person's work for one applicant."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.enums import Post


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
