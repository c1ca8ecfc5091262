import pytest

from accounts import audit
from accounts.append_only import AppendOnlyError
from accounts.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_row_is_saved_once():
    entry = audit.record(actor=None, verb="登录")
    entry.verb = "退出"

    with pytest.raises(AppendOnlyError, match="审计日志只能新增，不能修改或删除"):
        entry.save()


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.objects.update(verb="退出"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.bulk_update(AuditEntry.objects.all(), ["verb"]),
        lambda: AuditEntry.objects.get().delete(),
    ],
    ids=["update", "delete", "bulk_update", "one"],
)
def test_the_orm_offers_no_way_around(change):
    audit.record(actor=None, verb="登录")

    with pytest.raises(AppendOnlyError):
        change()

    assert AuditEntry.objects.get().verb == "登录"
