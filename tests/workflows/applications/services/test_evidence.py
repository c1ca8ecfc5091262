"""Proofs are bound to a draft, once each, and taken out again."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pictures import picture
from workflows.applications.models import SitePhoto
from workflows.applications.services.evidence import attach, attach_photo, detach, detach_photo
from workflows.engine.errors import NotNow, NotYou


def give(application, by, mark="照片"):
    return attach(application=application, by=by, indicator="CY-01", upload=picture(mark), proves="收益分配报表")


def test_proofs_are_numbered_by_indicator(draft, clerk):
    assert [give(draft, clerk, mark).evidence_no for mark in ("a", "b")] == ["CY-01-1", "CY-01-2"]


def test_the_same_file_proves_an_indicator_once(draft, clerk):
    assert give(draft, clerk) == give(draft, clerk)


def test_a_file_that_cannot_be_used_binds_nothing(draft, clerk):
    broken = SimpleUploadedFile("照片.jpg", b"no picture", "image/jpeg")

    with pytest.raises(ValidationError, match="另存为"):
        attach(application=draft, by=clerk, indicator="CY-01", upload=broken, proves="照片")

    assert not draft.evidence.exists()


def test_a_proof_is_taken_out_of_a_draft(draft, clerk):
    detach(link=give(draft, clerk), by=clerk)

    assert not draft.evidence.exists()


def test_another_village_binds_and_removes_nothing(draft, clerk, county):
    stranger = county.people["甲二村填报员"]
    link = give(draft, clerk)

    with pytest.raises(NotYou):
        give(draft, stranger, "b")
    with pytest.raises(NotYou):
        detach(link=link, by=stranger)


def test_what_was_submitted_keeps_its_proofs(submitted, clerk):
    link = submitted.evidence.first()

    with pytest.raises(NotNow):
        detach(link=link, by=clerk)
    with pytest.raises(NotNow):
        give(submitted, clerk, "b")


def test_papers_of_the_procedure_come_and_go(draft, clerk):
    photo = attach_photo(application=draft, by=clerk, kind=SitePhoto.Kind.NOTICE, upload=picture("公示"))
    assert draft.photos.get() == photo

    detach_photo(photo=photo, by=clerk)

    assert not draft.photos.exists()
