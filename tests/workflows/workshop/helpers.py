"""Addresses of a standard, and its forms filled in by the labels that people see."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from workflows.standards.models import Standard


def sent(data: bytes | str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def at(name: str, standard: Standard, *more) -> str:
    return reverse(f"workshop:{name}", args=[standard.pk, *more])


def change(client, standard: Standard, query: str, **texts: str):
    """Open the form, change some of its fields by their labels, send it."""
    address = f"{at('edit', standard)}?{query}"
    form = client.get(address).context["form"]
    data = {name: form.initial[name] for name in form.fields}
    labels = {field.label: name for name, field in form.fields.items()}
    data |= {labels[title]: said for title, said in texts.items()}
    return client.post(address, {**data, "seen": standard.sha256})
