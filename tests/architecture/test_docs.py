"""Documentation that can lie fails the build."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from accounts.enums import Post
from workflows.applications.states import State
from workflows.engine.actions import Action
from workflows.flows.documentation import vocabulary_page
from workflows.rounds.states import RoundState

DOCS = settings.BASE_DIR / "docs"


@pytest.mark.parametrize("kind", [Post, State, RoundState, Action])
def test_every_post_state_and_action_is_in_the_vocabulary(kind):
    page = (DOCS / "vocabulary.md").read_text(encoding="utf-8")

    assert [member.name for member in kind if f"| {member.label} | `{kind.__name__}.{member.name}` |" not in page] == []


def test_the_vocabulary_is_up_to_date():
    assert (DOCS / "vocabulary.md").read_text(encoding="utf-8") == vocabulary_page()


def pages() -> list[Path]:
    """Everything a reader may open."""
    return [settings.BASE_DIR / "README.md", settings.BASE_DIR / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(settings.BASE_DIR)))
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(settings.BASE_DIR)))
def test_commands_named_in_pages_exist(page):
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py ([a-z_]+)", page.read_text(encoding="utf-8")))

    assert sorted(named - set(get_commands())) == []


def test_there_is_an_address_for_every_page_of_the_menu():
    names = {f"{namespace}:{name}" for namespace, name in addresses()}

    assert {"inbox:home", "applications:list", "rounds:list", "publicity:list", "dossiers:list"} <= names


def addresses():
    """``(namespace, name)`` of every named address."""
    for namespace, (_, resolver) in get_resolver().namespace_dict.items():
        for pattern in resolver.url_patterns:
            if getattr(pattern, "name", None):
                yield namespace, pattern.name
