#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

#: Pure computation: whatever the environment says of a database, these never hear it.
WITHOUT_DATABASE = ("score",)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if sys.argv[1:2] and sys.argv[1] in WITHOUT_DATABASE:
        os.environ["DATABASE_URL"] = ""
    execute_from_command_line(sys.argv)
