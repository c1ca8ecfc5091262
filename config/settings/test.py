"""Fast hashing, files in a temporary folder, and a real file for SQLite, so that locking is real."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .development import *  # noqa: F403
from .development import DATABASES, INSTALLED_APPS, OUTBOX

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "packs", "messages"],
    }
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SCRATCH = Path(tempfile.mkdtemp(prefix="shifan-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
MEDIA_ROOT = SCRATCH / "files"
OUTBOX = {**OUTBOX, "folder": SCRATCH / "outbox"}
STATIC_ROOT = SCRATCH / "static"
STATIC_ROOT.mkdir()
AXES_ENABLED = "axes" in INSTALLED_APPS
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = (
    {"NAME": str(SCRATCH / "test.sqlite3")} if "sqlite" in DATABASES["default"]["ENGINE"] else {}
)
SIGN_IN_CONTEXT = ""
