from datetime import date

import pytest

from accounts.models import KeyTask, Organisation
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db
REFORM = date(2024, 1, 1)


def test_a_department_exists_until_the_reform():
    heir = OrganisationFactory()
    gone = OrganisationFactory(region=heir.region, valid_to=REFORM, successor=heir)

    assert set(Organisation.objects.current(date(2023, 12, 31))) == {heir, gone}
    assert set(Organisation.objects.current(REFORM)) == {heir}
    assert (gone.exists_on(date(2023, 12, 31)), gone.exists_on(REFORM)) == (True, False)
    assert (gone.heir, heir.heir) == (heir, heir)


def test_after_a_reform_the_heir_leads_once():
    heir = OrganisationFactory()
    gone = OrganisationFactory(region=heir.region, valid_to=REFORM, successor=heir)
    task = KeyTask.objects.create(county=heir.county, code="T1", number="一", title="巩固")
    task.leads.set([gone, heir])

    assert task.acting_leads == [heir]
