"""What Prometheus reads.

Every number is asked from the database at the moment of reading, and none is counted in memory:
so whichever of the web processes answers, the answer is the same, a restart resets nothing, and
prometheus_client's multi-process files on disk are not needed.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.queue import public as queue

CONTENT_TYPE = CONTENT_TYPE_LATEST


class OfficeMeasures(Collector):
    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[Metric]:
        unordered, waiting = journal.waiting_counts()
        yield _gauge("journal_unordered_entries", "Entries that have no place yet.", unordered)
        yield _gauge("journal_waiting_reactions", "Reactions not done yet.", waiting)
        failing = len(journal.failing_reactions())
        yield _gauge("journal_failing_reactions", "Reactions that failed and wait.", failing)
        seen = journal.worker_seen_at()
        if seen is not None:
            quiet = (self.at - seen).total_seconds()
            yield _gauge("worker_quiet_seconds", "Since any worker was last heard.", quiet)
        line = queue.display_state(settings.OFFICE, self.at).waiting
        yield _gauge("queue_waiting_people", "People who arrived and wait.", line)
        yield _gauge("catalogue_services", "Services in force.", len(catalogue.services()))


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"lintas_{name}", text, value=value)


def text(at: datetime) -> bytes:
    """Cost: about seven small queries."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(OfficeMeasures(at))
    return generate_latest(registry)
