"""The places the tests of templates and of the built front end look at."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ("shifan.js", "filling.js", "desks.js", "worker.js")
PARTS = {"shifan.css", *SCRIPTS}


def page_of(body: str) -> str:
    """A page around this body, made of the parts that ``base.html`` names."""
    return (
        '<!doctype html><html data-part-filling="/filling.js" data-part-desks="/desks.js">'
        '<link rel="stylesheet" href="/shifan.css"><script type="module" src="/shifan.js"></script>' + body
    )


def held_back(held: list):
    """An answer to a request: none yet; what was asked lies in ``held``."""

    def hold(route):
        held.append(route)

    return hold


@pytest.fixture(scope="session")
def dist() -> Path:
    """The built front end; `bin/test` builds it first."""
    folder = ROOT / "static" / "dist"
    if not (folder / "shifan.css").exists():
        pytest.skip("the front end is not built: npm run build in frontend/")
    return folder
