"""Commands a person types."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.papers import registry


def test_the_list_names_every_kind():
    out = StringIO()

    call_command("preview_document", "--list", stdout=out)

    assert {line.split()[0] for line in out.getvalue().splitlines()} == set(registry)


@pytest.mark.rendering
def test_a_sample_is_printed(tmp_path):
    target = tmp_path / "notice.pdf"

    call_command("preview_document", "public_notice", "--out", str(target), stdout=StringIO())

    assert target.read_bytes()[:5] == b"%PDF-"


def test_an_unknown_kind_is_refused():
    with pytest.raises(CommandError, match="没有"):
        call_command("preview_document", "poem")
