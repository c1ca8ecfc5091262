"""What a client writes into its headers is read strictly."""

import base64

import pytest

from documents.resumable.headers import Beginning, Wrong, check_version, metadata

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


def told(**pairs: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())


def test_a_beginning_is_read():
    headers = {"Upload-Length": "12", "Upload-Metadata": told(filename="户厕.jpg", key=KEY, sha256="a" * 64)}

    assert Beginning.read(headers, most=100) == Beginning(12, KEY, "户厕.jpg", "a" * 64)


@pytest.mark.parametrize(
    ("length", "pairs", "status"),
    [
        (None, {"key": KEY}, 400),
        ("zwölf", {"key": KEY}, 400),
        ("-1", {"key": KEY}, 400),
        ("１２", {"key": KEY}, 400),
        ("0", {"key": KEY}, 400),
        ("101", {"key": KEY}, 413),
        ("12", {}, 400),
        ("12", {"key": "../../etc"}, 400),
        ("12", {"key": KEY, "sha256": "x"}, 400),
    ],
)
def test_what_is_wrong_is_refused(length, pairs, status):
    headers = {"Upload-Metadata": told(**pairs)} | ({"Upload-Length": length} if length is not None else {})

    with pytest.raises(Wrong) as refused:
        Beginning.read(headers, most=100)

    assert refused.value.status == status


@pytest.mark.parametrize("text", ["key ***", "key /w==", f"key {'A' * 3000}"])
def test_metadata_that_is_no_text_is_refused(text):
    with pytest.raises(Wrong):
        metadata(text)


@pytest.mark.parametrize(("version", "status"), [("", 400), ("0.2.2", 412)])
def test_another_version_is_refused(version, status):
    with pytest.raises(Wrong) as refused:
        check_version({"Tus-Resumable": version})

    assert refused.value.status == status
