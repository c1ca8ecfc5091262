"""Every paper: its sample fills the template, and what it says is what an office would write."""

import re
from dataclasses import fields
from html import unescape
from pathlib import Path

import pytest

from documents.papers import registry
from documents.typography import full_width_html

GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = sorted(registry)


def said(kind: str) -> str:
    """The text of the sample, one line a block."""
    body = registry[kind].sample().html().partition("<body>")[2]
    blocks = re.sub(r"</(p|h\d|tr|li|div)>|<br>", "\n", body)
    words = unescape(re.sub(r"<[^>]+>", "\t", blocks))
    lines = (re.sub(r"[ \t\r\n]+", " ", line).strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_leaves_nothing_open(kind):
    html = registry[kind].sample().html()

    assert not re.search(r"None|\{\{|\}\}|Decimal|datetime", html)
    assert html == full_width_html(html)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_frozen_and_says_what_it_is(kind):
    paper = registry[kind].sample()

    assert paper.label
    assert paper.title
    assert hash(paper) == hash(registry[kind].sample())
    assert paper.digest() == registry[kind].sample().digest()
    with pytest.raises(AttributeError):
        setattr(paper, fields(paper)[0].name, "changed")


@pytest.mark.parametrize(
    "kind",
    ["public_notice", "township_request", "county_request", "naming_decision", "correction_notice", "notice_result"],
)
def test_the_words_are_the_agreed_ones(kind):
    assert said(kind) == (GOLDEN / f"{kind}.txt").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_type_never_becomes_markup(kind):
    paper = registry[kind].sample()
    hostile = {
        field.name: "<img src=x>&\"'"
        for field in fields(paper)
        if isinstance(getattr(paper, field.name), str) and not hasattr(getattr(paper, field.name), "name")
    }

    html = type(paper)(**{field.name: getattr(paper, field.name) for field in fields(paper)} | hostile).html()

    assert "<img src=x>" not in html
