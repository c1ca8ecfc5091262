"""Rules every template keeps: nothing inline, nothing from elsewhere, no component that is not there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
# Papers become PDF and carry their own pages' style; text messages are no HTML.
NO_SCREENS = {"documents", "messages"}
# Never served: it is opened from a stick, under no policy, and has to bring its own style.
FROM_A_STICK = TEMPLATES / "dossiers" / "handover" / "index.html"
SCREENS = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if path.relative_to(TEMPLATES).parts[0] not in NO_SCREENS and path != FROM_A_STICK
)
INLINE = {
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["']"""),
    "a style element": re.compile(r"<style\b"),
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "an event attribute": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "a javascript address": re.compile(r"javascript:"),
    "htmx code": re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:"),
    "something fetched from elsewhere": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
}
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def named(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_a_screen_has_nothing_that_the_content_security_policy_refuses(path):
    text = source(path)

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_a_screen_includes_only_what_exists(path):
    included = re.findall(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""", source(path))

    assert [name for name in included if not (TEMPLATES / name).exists()] == []


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_a_screen_names_only_icons_of_the_sprite(path, dist):
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (dist / "icons.svg").read_text()))
    wanted = set(re.findall(r"""\{%\s*icon\s+["']([^"']+)["']|\bicon=["']([^"']+)["']""", source(path)))

    assert {name for pair in wanted for name in pair if name} - drawn == set()


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_a_form_that_changes_something_carries_its_token(path):
    text = source(path)
    forms = re.findall(r"<form\b[^>]*method=[\"']post[\"'][^>]*>(.*?)</form>", text, re.DOTALL | re.IGNORECASE)

    assert [form[:60] for form in forms if "csrf_token" not in form and "_form.html" not in form] == []
