"""Three villages that departments are scoring."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from workflows.scoring.workbooks.building import score_workbook

from ..conftest import accepted
from .filling import Filled

pytestmark = pytest.mark.django_db


class Desk:
    """农业农村局 at its workbook."""

    def __init__(self, county, round_, cases, browser):
        self.county, self.round, self.cases, self.browser = county, round_, cases, browser
        self.office = county.departments["农业农村局"]
        self.scorer = county.people["农业农村局评分员"]
        self.address = reverse("scoring:workbook_import", args=[round_.pk, self.office.pk])

    @property
    def numbers(self) -> list[str]:
        return [case.number for case in self.cases]

    def workbook(self) -> Filled:
        return Filled(score_workbook(self.round, self.office, self.scorer))

    def send(self, data: bytes, name: str = "评分表.xlsx"):
        return self.browser.post(self.address, {"file": SimpleUploadedFile(name, data)}, follow=True)

    def confirm(self, answer):
        return self.browser.post(self.address, {"confirm": answer.context["token"]}, follow=True)


@pytest.fixture
def desk(county, village_round, signed_in):
    cases = [accepted(county, village_round, village) for village in ("甲一村", "甲二村", "乙一村")]
    return Desk(county, village_round, cases, signed_in(county.people["农业农村局评分员"]))
