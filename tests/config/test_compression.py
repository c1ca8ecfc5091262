"""Pages are compressed, files that are compressed already are not."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.compression import TextGZipMiddleware


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/html; charset=utf-8", "gzip"),
        ("application/json", "gzip"),
        ("application/pdf", None),
        ("image/jpeg", None),
    ],
)
def test_text_is_compressed_and_files_are_not(content_type, encoding):
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    answer = HttpResponse(b"a" * 5000, content_type=content_type)

    response = TextGZipMiddleware(lambda _: answer)(request)

    assert response.get("Content-Encoding") == encoding
