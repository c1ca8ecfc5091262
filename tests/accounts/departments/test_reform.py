from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts import departments
from accounts.models import AuditEntry
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = date(2024, 1, 1)


def test_the_successor_answers_from_that_day():
    old = OrganisationFactory(name="乡村振兴局")
    into = OrganisationFactory(name="农业农村局", region=old.region)

    departments.merge(old=old, into=into, on=DAY)

    old.refresh_from_db()
    assert (old.valid_to, old.heir) == (DAY, into)
    assert AuditEntry.objects.about(old).get().detail == {"承接单位": "农业农村局", "日期": "2024-01-01"}


def test_a_department_is_not_merged_into_itself_nor_abroad_nor_twice():
    old = OrganisationFactory()
    into = OrganisationFactory(region=old.region)

    for other in (old, OrganisationFactory()):
        with pytest.raises(ValidationError, match="同一个县的另一个单位"):
            departments.merge(old=old, into=other, on=DAY)
    departments.merge(old=old, into=into, on=DAY)
    with pytest.raises(ValidationError, match="在该日不存在，无需办理"):
        departments.merge(old=old, into=into, on=DAY)
    with pytest.raises(ValidationError, match="在该日不存在，不能承接"):
        departments.merge(old=into, into=old, on=DAY)
