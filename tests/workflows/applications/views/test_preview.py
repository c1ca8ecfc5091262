"""The PDF of a draft: for whoever sees the draft, made once as long as it stays as it is."""

from decimal import Decimal

from django.urls import reverse

from workflows.applications.services.filling import save_draft


def test_the_pdf_is_made_again_only_after_a_change(filled, clerk, signed_in):
    browser, url = signed_in(clerk), reverse("applications:preview_pdf", args=[filled.pk])
    first = browser.get(url)
    assert first.content.startswith(b"%PDF")
    assert browser.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304

    save_draft(application=filled, by=clerk, changes={"data": {"toilet_ok": {"value": Decimal(90)}}})

    assert browser.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_was_submitted_is_shown_as_submitted(submitted, clerk, signed_in):
    answer = signed_in(clerk).get(reverse("applications:preview_pdf", args=[submitted.pk]))

    assert answer.headers["Location"] == submitted.get_absolute_url()
