"""Public verification: does a paper with this hash exist, and is it in force? Nothing else is told."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Document
from documents.storage import SHA256


@login_not_required
@require_safe
def verify(request: HttpRequest, sha256: str) -> HttpResponse:
    sha256 = sha256.lower()
    document = Document.objects.filter(sha256=sha256).first() if SHA256.fullmatch(sha256) else None
    context = {"sha256": sha256, "document": document, "title": "文书核验"}
    return render(request, "documents/verify.html", context, status=200 if document else 404)
