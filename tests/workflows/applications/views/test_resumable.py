"""A photograph that comes piece by piece: only the applicant's, only once, and with nothing new to learn for the form."""

import base64
import hashlib
from uuid import uuid4

import pytest
from django.urls import reverse

from documents.models import Upload
from tests.pictures import picture

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
TUS = {"Tus-Resumable": "1.0.0"}


def told(**pairs: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())


def begin(browser, application, data: bytes, key: str, **more: str):
    headers = {**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": told(filename="照片.jpg", key=key, **more)}
    return browser.post(reverse("applications:uploads", args=[application.pk]), headers=headers)


def piece(browser, address: str, data: bytes, at: int, **headers: str):
    kind = "application/offset+octet-stream"
    return browser.patch(address, data, content_type=kind, headers={**TUS, "Upload-Offset": str(at), **headers})


def finish(browser, application, key: str, code: str = "CY-01"):
    address = reverse("applications:attach", args=[application.pk, code])
    return browser.post(address, {"upload": key, "proves": "收益分配报表"}, headers=SCRIPT)


@pytest.fixture
def data() -> bytes:
    return picture("续传").read()


@pytest.fixture
def key() -> str:
    return str(uuid4())


def test_a_photograph_comes_in_pieces_and_is_bound(draft, clerk, signed_in, data, key):
    browser = signed_in(clerk)
    begun = begin(browser, draft, data, key, sha256=hashlib.sha256(data).hexdigest())
    address = begun.headers["Location"]

    first = piece(browser, address, data[:100], 0)
    asked = browser.head(address, headers=TUS)
    last = piece(browser, address, data[100:], 100)
    answer = finish(browser, draft, key)

    assert [one.status_code for one in (begun, first, asked, last, answer)] == [201, 204, 200, 204, 200]
    assert (asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == ("100", str(len(data)))
    assert draft.evidence.get().file.sha256 == hashlib.sha256(data).hexdigest()
    assert "CY-01-1" in answer.json()["html"]


def test_asked_again_the_end_happens_once(draft, clerk, signed_in, data, key):
    browser = signed_in(clerk)
    address = begin(browser, draft, data, key).headers["Location"]
    piece(browser, address, data, 0)
    finish(browser, draft, key)
    draft.evidence.get().delete()  # removed by the person meanwhile: a repeated request must not bring it back

    again = finish(browser, draft, key)

    assert again.status_code == 200
    assert not draft.evidence.exists()
    assert browser.head(address, headers=TUS).headers["Upload-Offset"] == str(len(data))


def test_what_is_not_whole_is_to_be_sent_on(draft, clerk, signed_in, data, key):
    browser = signed_in(clerk)
    address = begin(browser, draft, data, key).headers["Location"]
    piece(browser, address, data[:100], 0)

    for asked in (key, str(uuid4()), "no key"):
        answer = finish(browser, draft, asked)
        assert (answer.status_code, answer.json()["again"]) == (409, True)


def test_a_photograph_of_the_procedure_comes_the_same_way(draft, clerk, signed_in, data, key):
    browser = signed_in(clerk)
    piece(browser, begin(browser, draft, data, key).headers["Location"], data, 0)

    answer = browser.post(
        reverse("applications:attach_photo", args=[draft.pk]), {"upload": key, "kind": "notice"}, headers=SCRIPT
    )

    assert (answer.status_code, draft.photos.get().kind) == (200, "notice")


def test_a_file_that_cannot_be_used_is_refused_at_the_end(draft, clerk, signed_in, key):
    browser = signed_in(clerk)
    piece(browser, begin(browser, draft, b"no picture", key).headers["Location"], b"no picture", 0)

    answer = finish(browser, draft, key)

    assert (answer.status_code, answer.json()["errors"][0][:6]) == (422, "照片.jpg")
    assert not draft.evidence.exists()


@pytest.mark.parametrize(("who", "status"), [("甲二村填报员", 404), ("甲镇审核员", 403), ("甲一村填报员", 201)])
def test_only_the_applicant_begins(draft, county, signed_in, who, status):
    assert begin(signed_in(county.people[who]), draft, b"abc", str(uuid4())).status_code == status


def test_nothing_is_begun_for_what_was_submitted(submitted, clerk, signed_in, data, key):
    assert begin(signed_in(clerk), submitted, data, key).status_code == 409


def test_ones_own_upload_alone_is_there(draft, clerk, secretary, signed_in, data, key):
    address = begin(signed_in(clerk), draft, data, key).headers["Location"]
    browser = signed_in(secretary)

    answers = [
        browser.head(address, headers=TUS),
        piece(browser, address, data, 0),
        browser.delete(address, headers=TUS),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert finish(browser, draft, key).json()["again"] is True


def test_what_was_given_up_is_gone(draft, clerk, signed_in, data, key):
    browser = signed_in(clerk)
    address = begin(browser, draft, data, key).headers["Location"]

    assert browser.delete(address, headers=TUS).status_code == 204
    assert not Upload.objects.exists()


def test_a_proxy_that_lets_only_post_pass_is_served(draft, clerk, signed_in, data, key):
    browser = signed_in(clerk)
    address = begin(browser, draft, data, key).headers["Location"]
    headers = {**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}

    answer = browser.post(address, data, content_type="application/offset+octet-stream", headers=headers)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(data)))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.1"}, 412),
        ({"Upload-Offset": "5"}, 409),
        ({"Upload-Offset": "x"}, 400),
    ],
)
def test_what_does_not_keep_to_the_protocol_is_told_so(draft, clerk, signed_in, headers, status):
    browser = signed_in(clerk)
    address = begin(browser, draft, b"abc", str(uuid4())).headers["Location"]

    answer = piece(browser, address, b"abc", 0, **headers)

    assert (answer.status_code, answer.headers["Tus-Resumable"]) == (status, "1.0.0")


def test_the_server_tells_what_it_can(draft, clerk, signed_in):
    answer = signed_in(clerk).options(reverse("applications:uploads", args=[draft.pk]))

    assert answer.headers["Tus-Extension"] == "creation,expiration,termination"
    assert answer.headers["Tus-Max-Size"] == str(20 * 1024 * 1024)


def test_a_piece_asks_few_questions(draft, clerk, signed_in, data, key, django_assert_max_num_queries):
    browser = signed_in(clerk)
    address = begin(browser, draft, data, key).headers["Location"]

    with django_assert_max_num_queries(4):
        piece(browser, address, data, 0)


def test_a_refusal_is_a_sentence_to_the_script(submitted, clerk, signed_in):
    answer = finish(signed_in(clerk), submitted, str(uuid4()))

    assert answer.status_code == 409
    assert "待镇审核" in answer.json()["reason"]
