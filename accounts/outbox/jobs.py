"""The worker's part of sending. The rows are the truth; the queue only wakes somebody who looks at them."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts.models import Delivery
from accounts.outbox import delivering


@task(queue_name="messages")
def deliver_waiting() -> int:
    """Send what is due; how many were settled."""
    return delivering.run()


def wake() -> None:
    """Put one call into the line, unless one waits there already."""
    waiting = DBTaskResult.objects.ready().filter(task_path=deliver_waiting.module_path)
    if not waiting.exists():
        deliver_waiting.enqueue()


def wake_when_due() -> int:
    """With every tick: what another attempt is due for, or a worker has left behind. Nothing of the procedure is done."""
    delivering.recover()
    if Delivery.objects.due().exists():
        wake()
    return 0
