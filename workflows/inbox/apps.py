"""The screens of to-do, done and progress."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.inbox"
    label = "inbox"
    verbose_name = "待办"

    def ready(self):
        """With every tick: limits are reminded of, messages that wait are sent, what did not go out is told."""
        from accounts.outbox.failures import report
        from accounts.outbox.jobs import wake_when_due
        from workflows.engine.deadlines import CHORES

        from .due_reminders import remind_of_limits

        for chore in (remind_of_limits, wake_when_due, report):
            if chore not in CHORES:
                CHORES.append(chore)
