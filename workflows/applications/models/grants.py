"""Reading rights on single applications: a provincial reviewer, an auditor from outside (guardian, direct keys)."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from .application import Application


class ApplicationReader(UserObjectPermissionBase):
    """One person may read one application."""

    content_object = models.ForeignKey(Application, models.CASCADE, related_name="reader_grants")

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = verbose_name_plural = "单件查阅授权"


class ApplicationReaderGroup(GroupObjectPermissionBase):
    """Required beside the personal grants by guardian; not used: posts say what groups would."""

    content_object = models.ForeignKey(Application, models.CASCADE, related_name="+")

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = verbose_name_plural = "单件查阅授权（组）"
