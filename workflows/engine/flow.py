"""Base of our flows: a real lock, and a process that knows its case."""

from contextlib import contextmanager
from typing import ClassVar

from viewflow.workflow import flow, lock
from viewflow.workflow.exceptions import FlowLockFailed

from .errors import BUSY, NotNow


class CaseLock(lock.SelectForUpdateLock):
    """The row lock of the process, waited for; who waits longer than the database allows is told so in words."""

    @contextmanager
    def __call__(self, flow_class, process_pk):
        try:
            with super().__call__(flow_class, process_pk):
                yield
        except FlowLockFailed:
            raise NotNow(BUSY) from None


class CaseFlow(flow.Flow):
    """Holds the lock of its process at every step; the library's default takes none (two at once ran twice)."""

    lock_impl = CaseLock(nowait=False, attempts=1)

    #: State → nodes at which a case of this version may stand besides those of ``flows/agreement.py``.
    also_at: ClassVar[dict[str, frozenset[str]]] = {}

    def take_up(self, activation, case):
        """Tie a fresh process to the case that it moves."""
        activation.process.artifact = case
        return activation.process

    def has_view_permission(self, user, obj=None) -> bool:
        """The library's own screens are not mounted."""
        return False
