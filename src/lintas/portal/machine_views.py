"""What browsers and watchers fetch: the service worker, the manifest, health and metrics."""

import hashlib
import hmac
import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from lintas.accounts.public import anyone, machine
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.portal import measures
from lintas.portal.context import site

LEAST_DISK_BYTES = 256 * 1024 * 1024
WORKER_QUIET = timedelta(seconds=90)
SHELL = ("portal/lintas.css", "portal/lintas.js", "portal/icon.svg")


@anyone
@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script lives at the root, so that the whole site is its scope."""
    files = [static(name) for name in SHELL]
    pages = []
    for language in ("id", "en"):
        with override(language):
            pages.append(reverse("portal:offline"))
    found = [path for name in SHELL if (path := finders.find(name))]
    bodies = b"".join(open(path, "rb").read() for path in found)  # noqa: SIM115
    version = hashlib.sha256(bodies + "".join(files).encode()).hexdigest()[:12]
    context = {"version": version, "keep": [*pages, *files], "static": settings.STATIC_URL}
    script = render_to_string("portal/sw.js", context)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@anyone
@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """So that the site can stand on a phone's home screen. The PNG are drawings of icon.svg."""
    name = str(site().office.name)
    icons = [
        {"src": static("portal/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {
                "src": static(f"portal/icon-{side}.png"),
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for side in (192, 512)
        ),
    ]
    said = {
        "name": f"Lintas: {name}",
        "short_name": "Lintas",
        "lang": get_language(),
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#06324b",
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json")


@anyone
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return HttpResponse("alive\n", content_type="text/plain")


@anyone
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Whether work can be taken on: database, a worker that was heard lately, room on the disk."""
    parts = {"database": _database_answers(), "worker": False, "disk": _disk_has_room()}
    if parts["database"]:
        seen = journal.worker_seen_at()
        parts["worker"] = seen is not None and clock.now() - seen < WORKER_QUIET
    good = all(parts.values())
    return JsonResponse({"ready": good, **parts}, status=200 if good else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False


def _disk_has_room() -> bool:
    return shutil.disk_usage(settings.DATA).free >= LEAST_DISK_BYTES


@machine
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text for who holds the token; for anybody else there is no such page."""
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    return HttpResponse(measures.text(clock.now()), content_type=measures.CONTENT_TYPE)
