"""Who: people, regions, organisations, posts, sign-in, messages, the audit log."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - triggers follow the tables, they are no business rule


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "人员与区划"

    def ready(self):
        from accounts import triggers
        from accounts.outbox import checks  # noqa: F401 - registers itself

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="accounts.triggers")
