"""The repository installs the same everywhere: pinned, hashed, and bound to no mirror."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,._-]+\])?==\S+.*\\$")


def pinned(lock: Path) -> set[str]:
    return {match[1] for line in lock.read_text().splitlines() if (match := PINNED.match(line))}


def named(requirement: str) -> str:
    return re.match(r"[a-zA-Z0-9._-]+", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_is_pinned_and_hashed(lock):
    starts = [line for line in lock.read_text().splitlines() if line and not line.startswith((" ", "#"))]

    assert starts
    assert [line for line in starts if not PINNED.match(line)] == []


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "frontend" / "package-lock.json"], ids=lambda lock: lock.stem)
def test_a_lock_file_names_no_registry(lock):
    assert re.findall(r'"resolved"|--(?:extra-)?index-url|--find-links', lock.read_text()) == []


def test_what_pyproject_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = {"base": project["project"]["dependencies"], **project["dependency-groups"]}

    missing = {
        group: {named(line) for line in lines} - pinned(ROOT / "requirements" / f"{group}.txt")
        for group, lines in groups.items()
    }

    assert missing == {group: set() for group in groups}


def test_development_has_the_very_versions_that_run():
    def versions(name):
        return dict(
            re.findall(
                r"^([a-z0-9._-]+)(?:\[.*?\])?==([^\s;]+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
            )
        )

    base, dev = versions("base"), versions("dev")

    assert {name: dev.get(name) for name in base} == base


def test_every_front_end_package_has_its_hash():
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]

    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []
