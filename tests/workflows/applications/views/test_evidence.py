"""Proofs by the page's forms and by its script; served only through an application in sight."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import world
from tests.pictures import picture
from workflows.applications.services.evidence import detach

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def attach_url(application, code: str = "CY-01") -> str:
    return reverse("applications:attach", args=[application.pk, code])


def upload(browser, application, *files, headers=None):
    return browser.post(attach_url(application), {"file": list(files), "proves": "收益分配报表"}, headers=headers or {})


def test_a_form_uploads_several_and_comes_back_to_the_page(draft, clerk, signed_in):
    answer = upload(signed_in(clerk), draft, picture("一"), picture("二"))

    assert answer.headers["Location"].endswith("/edit/indicators/CY-01/#evidence")
    assert [link.proves for link in draft.evidence.all()] == ["收益分配报表"] * 2


def test_a_script_gets_the_shelves_the_errors_and_the_counts(draft, clerk, signed_in):
    broken = SimpleUploadedFile("坏.jpg", b"no picture", "image/jpeg")

    answer = upload(signed_in(clerk), draft, picture("好"), broken, headers=SCRIPT)

    assert answer.status_code == 422
    assert answer.json()["errors"] == ["坏.jpg：文件内容不是jpg格式，可能只改了扩展名。请用原软件另存为jpg后再上传。"]
    assert "CY-01-1" in answer.json()["html"]
    assert answer.json()["computed"]["left"].startswith("还差")


@pytest.mark.parametrize(("who", "status"), [("甲二村填报员", 404), ("甲镇审核员", 403), ("甲一村填报员", 302)])
def test_only_the_applicant_uploads(draft, county, signed_in, who, status):
    assert upload(signed_in(county.people[who]), draft, picture("一")).status_code == status


def test_nothing_is_added_to_what_was_submitted(submitted, clerk, signed_in):
    assert upload(signed_in(clerk), submitted, picture("一")).status_code == 409


def test_a_proof_is_removed(filled, clerk, signed_in):
    link = filled.evidence.first()

    answer = signed_in(clerk).post(reverse("applications:detach", args=[filled.pk, link.pk]), headers=SCRIPT)

    assert answer.status_code == 200
    assert not filled.evidence.filter(pk=link.pk).exists()


def test_a_proof_of_another_application_is_not_removed(county, village_round, filled, clerk, signed_in):
    other = world.apply(county, village_round, "甲二村")
    link = other.evidence.first()

    answer = signed_in(clerk).post(reverse("applications:detach", args=[filled.pk, link.pk]))

    assert answer.status_code == 404
    assert other.evidence.filter(pk=link.pk).exists()


def test_papers_of_the_procedure_go_up_by_kind(draft, clerk, signed_in):
    browser = signed_in(clerk)
    address = reverse("applications:attach_photo", args=[draft.pk])

    good = browser.post(address, {"file": picture("公示"), "kind": "notice"}, headers=SCRIPT)
    bad = browser.post(address, {"file": picture("x"), "kind": "passport"}, headers=SCRIPT)

    assert (good.status_code, bad.status_code) == (200, 422)
    assert draft.photos.get().kind == "notice"


def file_url(application, file, name="file") -> str:
    return reverse(f"applications:{name}", args=[application.pk, file.pk])


def status(browser, address: str) -> int:
    """The answer's status; its file is closed again."""
    answer = browser.get(address)
    answer.close()
    return answer.status_code


def test_a_picture_is_shown_and_can_do_nothing_else(filled, clerk, signed_in):
    answer = signed_in(clerk).get(file_url(filled, filled.evidence.first().file))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    answer.close()


@pytest.mark.parametrize(
    ("who", "expected"),
    [("甲一村书记", 200), ("甲镇审核员", 200), ("经办人", 200), ("甲二村填报员", 404), ("乙镇审核员", 404)],
)
@pytest.mark.parametrize("name", ["file", "thumbnail"])
def test_a_proof_is_served_to_those_who_see_the_application(filled, county, signed_in, who, expected, name):
    browser = signed_in(county.people[who])

    assert status(browser, file_url(filled, filled.evidence.first().file, name)) == expected


def test_a_file_is_not_served_through_an_application_it_does_not_belong_to(
    county, village_round, filled, clerk, signed_in
):
    stranger = world.apply(county, village_round, "乙一村").evidence.first().file

    assert status(signed_in(clerk), file_url(filled, stranger)) == 404


def test_a_proof_taken_out_of_a_returned_draft_still_opens_for_the_reviewer(county, submitted, clerk, signed_in):
    returned = world.act(
        county,
        submitted,
        "review_at_township",
        decision="return",
        opinion="请补正。",
        verdicts={"RJ-01": {"passes": False, "problem": "台账不全"}},
    )
    link = returned.evidence.filter(indicator="RJ-01").first()

    detach(link=link, by=clerk)

    assert status(signed_in(county.people["甲镇审核员"]), file_url(returned, link.file)) == 200


def test_a_small_picture_is_sent_once(filled, clerk, signed_in):
    browser = signed_in(clerk)
    address = file_url(filled, filled.evidence.first().file, "thumbnail")

    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
