"""The screens of to-do, done and progress."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.inbox"
    label = "inbox"
    verbose_name = "待办"
