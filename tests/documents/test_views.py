"""The public verification page."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
SHA256 = "ab" * 32


@pytest.fixture
def document():
    return Document.objects.create(
        county="619921",
        kind="public_notice",
        title="关于拟命名名单的公示",
        subject_key="notice:1",
        content_sha256="0" * 64,
        sha256=SHA256,
        pages=1,
        issued_by=UserFactory(display_name="苏粟宁"),
        issued_at=timezone.make_aware(datetime(2024, 7, 8, 9)),
    )


def page(client, sha256=SHA256):
    response = client.get(reverse("documents:verify", args=[sha256]))
    return response.status_code, response.content.decode()


def test_anyone_may_ask_and_hears_the_status(client, document):
    status, html = page(client, SHA256.upper())

    assert status == 200
    assert "关于拟命名名单的公示" in html
    assert "2024年7月8日" in html
    assert "有效" in html


def test_nothing_else_is_told(client, document):
    _, html = page(client)

    assert "苏粟宁" not in html
    assert "notice:1" not in html


def test_a_superseded_document_warns(client, document):
    document.status = "superseded"
    document.save(update_fields=["status"])

    _, html = page(client)

    assert "已被替代" in html
    assert "不要再使用" in html


@pytest.mark.parametrize("unknown", ["cd" * 32, "nonsense"])
def test_an_unknown_hash_is_not_found(client, document, unknown):
    status, html = page(client, unknown)

    assert status == 404
    assert "没有查到" in html
