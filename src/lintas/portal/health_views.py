"""Alive, ready, and in numbers."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from lintas.accounts.public import anyone, machine
from lintas.journal import public as journal
from lintas.kernel import clock

WORKER_SILENT = timedelta(seconds=30)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@anyone
@never_cache
@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@anyone
@never_cache
@require_GET
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, worker and disk; 503 names what is not well and nothing more."""
    state = {"database": database_answers()}
    state["worker"] = state["database"] and worker_is_alive()
    state["disk"] = shutil.disk_usage(settings.DATA).free >= LEAST_FREE_BYTES
    return JsonResponse(state, status=200 if all(state.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def worker_is_alive() -> bool:
    seen_at = journal.worker_seen_at()
    return seen_at is not None and clock.now() - seen_at < WORKER_SILENT


@machine
@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with a bearer token; without one there is nothing here.

    Everything is read from the database when asked, so that it is true whatever number of
    processes serves the site.
    """
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    registry = CollectorRegistry()
    unordered, reactions = journal.waiting_counts()
    seen_at = journal.worker_seen_at()
    silent = (clock.now() - seen_at).total_seconds() if seen_at else float("inf")
    numbers = {
        "lintas_entries_unordered": ("Journal entries without a place yet", unordered),
        "lintas_reactions_waiting": ("Reactions not done yet", reactions),
        "lintas_reactions_failing": ("Reactions that failed", len(journal.failing_reactions())),
        "lintas_worker_silent_seconds": ("Seconds since a worker was seen", silent),
        "lintas_disk_free_bytes": ("Free disk", shutil.disk_usage(settings.DATA).free),
    }
    for name, (help_text, value) in numbers.items():
        Gauge(name, help_text, registry=registry).set(value)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
