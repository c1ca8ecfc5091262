"""Two villages that departments are scoring, and a ledger of 农业农村局."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import workbooks
from documents.workbooks import Table

from ..conftest import accepted


class Office:
    """农业农村局 with its ledger."""

    def __init__(self, county, round_, cases, browser):
        self.county, self.round, self.cases, self.browser = county, round_, cases, browser
        self.organisation = county.departments["农业农村局"]
        self.place = [round_.pk, self.organisation.pk]
        self.address = reverse("scoring:ledgers", args=self.place)

    def send(self, header, rows, name: str = "户厕台账.xlsx"):
        """Upload a table; the page that asks which column is what."""
        data = (
            workbooks.write([Table("台账", header, rows)])
            if name.endswith("xlsx")
            else workbooks.write_csv([header, *rows])
        )
        return self.browser.post(self.address, {"file": SimpleUploadedFile(name, data)}, follow=True)

    def save(self, answer, **columns):
        """Confirm, with the proposed columns or others."""
        mapping = answer.context["mapping"]
        chosen = {f"column-{one.place}": one.key for one in mapping.head.headings}
        data = {"upload": answer.context["token"], "chosen": "1", "save": "1", **chosen, **columns}
        return self.browser.post(reverse("scoring:ledger_columns", args=self.place), data, follow=True)


@pytest.fixture
def office(county, village_round, signed_in):
    cases = [accepted(county, village_round, village) for village in ("甲一村", "乙一村")]
    return Office(county, village_round, cases, signed_in(county.people["农业农村局评分员"]))
