"""Server entry point."""

import os

from django.core.asgi import get_asgi_application

from config.settled import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

application = get_asgi_application()
settle()
