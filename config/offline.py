"""What a phone keeps for the time without a network: the script that answers then, and the page it shows.

The script is given at the root, because it may answer only for what lies below its own address.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

#: What every page of ours is made of, and every page on which somebody fills in.
SHELL = ("shifan.css", "shifan.js", "filling.js", "icons.svg", "brand.svg", "django_htmx/htmx-2.min.js")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Our script, told what to keep. Another build is another script, and the browser takes it in by itself."""
    built = Path(settings.BASE_DIR) / "static" / "dist" / "worker.js"
    if not built.exists():
        raise Http404("前端还没有构建。")
    script = built.read_text(encoding="utf-8")
    shell = [static(name) for name in SHELL]
    version = hashlib.sha256((script + json.dumps(shell) + contents(built.parent)).encode()).hexdigest()[:12]
    told = {
        "version": version,
        "parts": settings.STATIC_URL,
        "shell": shell,
        "offline": reverse("offline"),
        "session": settings.SESSION_COOKIE_AGE,
    }
    response = HttpResponse(f"self.told={json.dumps(told)};\n{script}", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def contents(dist: Path) -> str:
    """What is built, in short: under DEBUG its parts keep their names from build to build."""
    return "".join(digest(path, path.stat().st_mtime_ns) for path in sorted(dist.iterdir()) if path.is_file())


@lru_cache(maxsize=32)
def digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@login_not_required
@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """Shown for a page that is not kept on the phone, while there is no network."""
    return render(request, "offline.html")
