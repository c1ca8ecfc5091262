"""Issued means issued."""

import hashlib
from dataclasses import replace

import pytest

from accounts.models import AuditEntry
from documents.issuing import issue, revoke
from documents.models import Document, ImmutableError, NumberSeries
from documents.papers import registry
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.rendering]


def paper(**changes):
    return replace(registry["correction_notice"].sample(), number="", **changes)


def issued(some_paper, key="application:1:return:1"):
    return issue(some_paper, county="619921", subject_key=key, by=UserFactory())


def test_a_paper_is_numbered_hashed_and_kept():
    document = issued(paper())

    assert document.number == "禾示范补〔2024〕1号"
    assert document.sha256 == hashlib.sha256(document.path.read_bytes()).hexdigest()
    assert (document.pages, document.status, document.title) == (1, "issued", "退回补正通知书")
    assert AuditEntry.objects.get().verb == "签发文书"


def test_issuing_the_same_again_answers_the_same_document():
    first = issued(paper())

    assert issued(paper()) == first
    assert NumberSeries.objects.get().last == 1


def test_a_correction_supersedes_under_a_new_number():
    first = issued(paper())
    bytes_of_first = first.path.read_bytes()

    second = issued(paper(days="6个工作日"))

    first.refresh_from_db()
    assert (first.status, second.status, second.supersedes) == ("superseded", "issued", first)
    assert second.number == "禾示范补〔2024〕2号"
    assert first.path.read_bytes() == bytes_of_first


def test_each_subject_has_its_own_document():
    numbers = [issued(paper(), key=f"application:{number}").number for number in (1, 2)]

    assert numbers == ["禾示范补〔2024〕1号", "禾示范补〔2024〕2号"]


def test_an_unnumbered_form_has_no_number():
    assert issued(registry["score_summary"].sample()).number == ""


def test_a_revoked_document_stays_and_its_number_is_not_given_again():
    document = issued(paper())

    revoke(document, by=UserFactory(), reason="对象写错")

    again = issued(paper())
    document.refresh_from_db()
    assert (document.status, document.status_reason) == ("revoked", "对象写错")
    assert again.number == "禾示范补〔2024〕2号"


def test_an_issued_document_cannot_be_edited_or_deleted():
    document = issued(paper())
    document.title = "changed"

    with pytest.raises(ImmutableError):
        document.save()
    with pytest.raises(ImmutableError):
        document.delete()
    assert Document.objects.get().title == "退回补正通知书"
