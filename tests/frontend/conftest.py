"""The places the tests of templates and of the built front end look at."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def dist() -> Path:
    """The built front end; `bin/test` builds it first."""
    folder = ROOT / "static" / "dist"
    if not (folder / "shifan.css").exists():
        pytest.skip("the front end is not built: npm run build in frontend/")
    return folder
