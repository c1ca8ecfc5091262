"""What is built: small, and whole in itself."""

import gzip
import re

import pytest

from tests.frontend.conftest import SCRIPTS

KILOBYTE = 1024
NAMESPACE = "http://www.w3.org/"  # names a language inside data: pictures; nothing is fetched


@pytest.mark.parametrize(
    ("name", "limit"), [("shifan.css", 30), ("shifan.js", 8), ("filling.js", 34), ("desks.js", 16), ("icons.svg", 15)]
)
def test_a_slow_line_carries_it(dist, name, limit):
    size = len(gzip.compress((dist / name).read_bytes()))

    assert size < limit * KILOBYTE


@pytest.mark.parametrize("name", ["shifan.css", *SCRIPTS, "icons.svg", "brand.svg"])
def test_nothing_is_fetched_from_elsewhere(dist, name):
    text = (dist / name).read_text().replace(NAMESPACE, "")

    assert re.findall(r"https?://[^\"')\s]+|url\(//", text) == []


def test_the_style_sheet_keeps_to_what_old_kernels_know(dist):
    css = (dist / "shifan.css").read_text()

    assert re.findall(r":has\(|color-mix\(|oklch\(|light-dark\(|@layer|@container", css) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_never_builds_code_from_text(dist, name):
    script = (dist / name).read_text()

    assert re.findall(r"\beval\(|new Function\(|innerHTML", script) == []


def test_the_lock_names_no_registry(dist):
    lock = (dist.parents[1] / "frontend" / "package-lock.json").read_text()

    assert '"resolved"' not in lock
