"""人员."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models

from accounts import clock
from accounts.models.appointment import Appointment


class User(AbstractUser):
    """A person with an account of their own. What they may do follows from their appointments, not from flags here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField("姓名", max_length=40)
    county = models.CharField("县代码", max_length=6, blank=True, help_text="由哪个县的系统管理员管理；空为省市人员")
    phone = models.CharField("办公电话", max_length=30, blank=True, help_text="只填单位座机，不填个人手机")
    initial_password = models.BooleanField("初始密码", default=False, help_text="首次登录须先修改密码")
    large_text = models.BooleanField("大字版", default=False)
    single_keys = models.BooleanField(
        "单键操作",
        default=True,
        help_text="按一个字母键就操作（J、K 换行，A 通过，R 要改）。用语音输入或容易误触键盘的，请关掉",
    )

    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["username"]

    _held: tuple[date, list[Appointment]] | None = None

    def __str__(self):
        return self.display_name or self.username

    def get_full_name(self):
        return str(self)

    get_short_name = get_full_name

    @property
    def current_appointments(self) -> list[Appointment]:
        """Valid today, one's own first, then those of people whose deputy one is (``user`` tells them apart).

        With region and organisation; read once a day for one object.
        """
        today = clock.today()
        if self._held is None or self._held[0] != today:
            held = Appointment.objects.current(today).exercised_by(self, today)
            held = held.select_related("region__parent", "organisation", "user")
            self._held = (today, sorted(held, key=lambda one: one.user_id != self.pk))
        return self._held[1]

    @property
    def own_appointments(self) -> list[Appointment]:
        """Without those that are exercised for somebody else."""
        return [held for held in self.current_appointments if held.user_id == self.pk]

    def forget_appointments(self) -> None:
        """Read them anew the next time."""
        self._held = None
