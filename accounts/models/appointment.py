"""任职: who holds which post, where, from when to when."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q

from accounts import clock, codes
from accounts.enums import Post
from accounts.models.organisation import Organisation
from accounts.models.proxy import Proxy
from accounts.models.region import Region
from accounts.posts import ADMINISTRATORS, DEPARTMENT_POSTS


class AppointmentQuerySet(models.QuerySet):
    def current(self, on: date | None = None):
        on = on or clock.today()
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))

    def exercised_by(self, user, on: date | None = None):
        """One's own, and those of the people whose deputy one is; an administrator's post is never handed over."""
        absent = Proxy.objects.current(on).filter(deputy=user, principal__is_active=True).values("principal")
        # One list of people, not "this or those": the database then goes by the index, however many appointments there are.
        people = get_user_model().objects.order_by().filter(pk=user.pk).values("pk").union(absent.order_by(), all=True)
        return self.filter(user__in=people).filter(Q(user=user) | ~Q(post__in=sorted(ADMINISTRATORS)))

    def overlapping(self, since: date, until: date | None):
        """Those held on at least one day from ``since`` to ``until``."""
        found = self.filter(Q(until__isnull=True) | Q(until__gt=since))
        return found.filter(since__lt=until) if until else found

    def holding(
        self,
        post: Post | Iterable[Post],
        *,
        region_code: str | None = None,
        organisation: Organisation | None = None,
        on: date | None = None,
    ):
        """Who holds the post over the region (or anything it lies in), or in the organisation, on a day."""
        found = self.current(on).filter(post__in=[post] if isinstance(post, str) else list(post))
        if region_code is not None:
            found = found.filter(region_id__in=codes.line_of(region_code))
        return found if organisation is None else found.filter(organisation=organisation)

    def within(self, code: str):
        low, high = codes.range_of(code)
        return self.filter(region_id__gte=low, region_id__lt=high)

    def people(self):
        """The persons behind these appointments, each once."""
        return get_user_model().objects.filter(is_active=True, pk__in=self.values("user"))


class Appointment(models.Model):
    """Written only by ``accounts.appointments``. ``until`` is the first day the post is no longer held."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name="人员")
    county = models.CharField("县代码", max_length=6, blank=True, editable=False, help_text="县以上岗位为空")
    post = models.CharField("岗位", max_length=20, choices=Post)
    region = models.ForeignKey(Region, models.PROTECT, related_name="appointments", verbose_name="任职区划")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="任职单位"
    )
    since = models.DateField("任职起始日")
    until = models.DateField("离任日", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["region", "post", "pk"]
        indexes = [
            models.Index(fields=["post", "region"], name="appointment_by_post_and_region"),
            models.Index(fields=["county", "post"], name="appointment_by_county_and_post"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(post__in=sorted(DEPARTMENT_POSTS)) | Q(organisation__isnull=False),
                name="department_post_has_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="appointment_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["user", "post", "region"],
                condition=Q(until__isnull=True, organisation__isnull=True),
                name="one_open_appointment_in_a_region",
            ),
            models.UniqueConstraint(
                fields=["user", "post", "region", "organisation"],
                condition=Q(until__isnull=True, organisation__isnull=False),
                name="one_open_appointment_in_an_organisation",
            ),
        ]

    def __str__(self):
        return f"{self.place}{self.get_post_display()}"

    @property
    def place(self) -> str:
        """The department, where there is one; else the region."""
        return self.organisation.name if self.organisation else self.region.full_name

    def covers(self, code: str) -> bool:
        low, high = self.region.code_range
        return low <= code < high

    def valid_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)
