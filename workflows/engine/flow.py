"""Base of our flows: a real lock, and a process that knows its case."""

from viewflow.workflow import flow, lock


class CaseFlow(flow.Flow):
    """Takes the row lock of the process and waits for it; the library's default takes none (two at once ran twice)."""

    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    def take_up(self, activation, case):
        """Tie a fresh process to the case that it moves."""
        activation.process.artifact = case
        return activation.process

    def has_view_permission(self, user, obj=None) -> bool:
        """The library's own screens are not mounted."""
        return False
