"""One machine, no secrets to lose: the demonstration and a developer's desk."""

import base64

from .base import *  # noqa: F403
from .base import env

DEBUG = False
ALLOWED_HOSTS = [*env.ALLOWED_HOSTS, "testserver"]
SECRET_KEY = env.SECRET_KEY or "development-only-" + "0" * 40
IDENTITY_KEY = env.IDENTITY_KEY or base64.urlsafe_b64encode(b"development-only-key-32-bytes-ok").decode()

#: The sign-in page lists the demonstration's people where it was loaded.
SIGN_IN_CONTEXT = "workflows.demo.sign_ins.for_sign_in_page"
