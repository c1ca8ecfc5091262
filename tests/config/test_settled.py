"""A server process has everything loaded before it answers."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOOK = """
import gc, sys
import config.wsgi
print(gc.get_freeze_count(), "workflows.ranking.views" in sys.modules)
"""


def test_what_a_server_has_loaded_is_set_aside_from_the_collector(tmp_path):
    environment = {**os.environ, "SHIFAN_VAR": str(tmp_path), "DATABASE_URL": ""}
    told = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    frozen, views_loaded = told.stdout.split()

    assert int(frozen) > 50_000
    assert views_loaded == "True"
