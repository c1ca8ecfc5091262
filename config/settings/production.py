"""Behind a web server with TLS; refuses to start when a secret is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import env

DEBUG = False
for name in ("SECRET_KEY", "IDENTITY_KEY"):
    if not getattr(env, name):
        raise ImproperlyConfigured(f"缺少环境变量 {name}：请在 .env 中填写后再启动（见 docs/operations.md）。")
SECRET_KEY = env.SECRET_KEY
ALLOWED_HOSTS = env.ALLOWED_HOSTS
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31536000
# The office's other subdomains are not ours to bind: no HSTS for them, no preload list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.PROXY_COUNT else None
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
