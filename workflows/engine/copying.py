"""抄送: show a case to people who need not do anything, and see whether they have read it."""

from collections.abc import Iterable

from django.db import transaction

from accounts import clock
from accounts.models import User
from accounts.notify import notify

from .actions import Action
from .errors import Incomplete
from .models import Case, Copy
from .rights import in_sight
from .transition import note


@transaction.atomic
def copy_to(*, case: Case, by: User, people: Iterable[User], words: str = "") -> list[Copy]:
    """One copy to each; only to people who may see the case anyway.

    :raises Incomplete: nothing was sent.
    """
    people = list(dict.fromkeys(people))
    if not people:
        raise Incomplete("请选择抄送给谁。")
    if strangers := [str(person) for person in people if not in_sight(case, person)]:
        raise Incomplete(f"{'、'.join(strangers)}看不到这件事项，不能抄送。")
    copies = Copy.objects.bulk_create(
        Copy(process_id=case.process_id, title=case.work_title, person=person, by=by, words=words.strip())
        for person in people
    )
    note(case, by=by, action=Action.COPY, because=f"抄送{'、'.join(map(str, people))}")
    notify(people, subject=f"抄送：{case.work_title}", body=words.strip(), url="/copies/")
    return copies


def read(*, copy: Copy) -> None:
    """已阅: the first reading counts."""
    Copy.objects.filter(pk=copy.pk, read_at=None).update(read_at=clock.now())
