import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import audit
from accounts.models import AuditEntry
from tests.factories.accounts import UserFactory, VillageFactory

pytestmark = pytest.mark.django_db


def test_a_line_names_actor_and_subject():
    user, village = UserFactory(display_name="李建国"), VillageFactory(name="侯家崾村")

    entry = audit.record(actor=user, verb="查看", subject=village, detail={"次数": 2})

    assert (entry.actor_name, entry.verb, entry.subject_label, entry.county) == (
        "李建国",
        "查看",
        "侯家崾村",
        village.county,
    )
    assert list(AuditEntry.objects.about(village)) == [entry]


@pytest.mark.parametrize("actor", [None, AnonymousUser()])
def test_nobody_signed_in_is_the_system(actor):
    entry = audit.record(actor=actor, verb="导入")

    assert (entry.actor, entry.actor_name, entry.ip, entry.request_id) == (None, "系统", None, "")


def test_a_request_leaves_its_mark(client):
    client.post("/sign-in/", {"username": "nobody", "password": "x"}, REMOTE_ADDR="10.1.2.3")

    entry = AuditEntry.objects.get()
    assert entry.ip == "10.1.2.3"
    assert len(entry.request_id) == 32


def test_an_auditor_reads_his_own_county_and_what_belongs_to_none():
    village, other = VillageFactory(), VillageFactory()
    own = audit.record(actor=None, verb="更名", subject=village)
    audit.record(actor=None, verb="更名", subject=other)
    general = audit.record(actor=None, verb="登录失败")

    assert set(AuditEntry.objects.readable_from(village.parent.parent)) == {own, general}
