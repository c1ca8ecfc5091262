"""提醒方式: where a person wants to be told outside the system."""

from django.conf import settings
from django.db import models

from accounts import clock
from accounts.enums import Channel


class Contact(models.Model):
    """A person's own address for one channel; written only by the person, shown to nobody else, never logged."""

    #: A robot speaks to a group, not to a person.
    PERSONAL = (Channel.EMAIL, Channel.SMS)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="contacts", verbose_name="人员")
    channel = models.CharField("渠道", max_length=8, choices=[(one.value, one.label) for one in PERSONAL])
    address = models.CharField("地址", max_length=254)
    active = models.BooleanField("接收", default=True)
    changed_at = models.DateTimeField("修改时间", default=clock.now)

    class Meta:
        verbose_name = verbose_name_plural = "提醒方式"
        constraints = [models.UniqueConstraint(fields=["user", "channel"], name="one_contact_per_person_and_channel")]
