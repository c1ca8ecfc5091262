"""Half a form changes nothing: what a cut line did not bring must not count as emptied."""

import io
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests import world
from tests.pictures import picture
from workflows.flows.starting import begin_application

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"


@pytest.fixture
def draft(county):
    application = begin_application(
        round_=world.village_round(county), region=county.regions["甲一村"], by=county.people["甲一村填报员"]
    )
    world.fill(county, application)
    return world.fresh(application)


@pytest.fixture
def post(draft, county, signed_in):
    """``post(name, args, body, came, content_type)``: so many bytes come, the server is told of all."""
    browser = signed_in(county.people["甲一村填报员"])

    def send(address: str, body: bytes, *, came: int, content_type: str) -> int:
        cut = {"wsgi.input": io.BytesIO(body[:came]), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": content_type}
        return browser.generic("POST", address, **cut).status_code

    return send


def multipart(data: bytes) -> bytes:
    head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    return head.encode() + data + b"\r\n--b--\r\n"


def test_a_field_of_which_half_came_is_not_emptied(draft, post):
    name = "data.hh_res.value"
    body = urlencode({"field": name, "version": draft.version, name: "101"}).encode()
    address = reverse("applications:save", args=[draft.pk])

    statuses = {post(address, body, came=came, content_type=FORM) for came in range(len(body))}

    assert statuses == {400}
    assert draft.data_values.get(item="hh_res").value == 100
    assert post(address, body, came=len(body), content_type=FORM) == 200
    assert draft.data_values.get(item="hh_res").value == 101


def test_a_file_of_which_half_came_is_not_bound(draft, post):
    body = multipart(picture("半张").read())
    address = reverse("applications:attach", args=[draft.pk, "CY-01"])
    before = draft.evidence.count()

    statuses = {post(address, body, came=came, content_type=MULTIPART) for came in (10, 200, len(body) - 1)}

    assert (statuses, draft.evidence.count()) == ({400}, before)
    assert post(address, body, came=len(body), content_type=MULTIPART) == 302
    assert draft.evidence.count() == before + 1
