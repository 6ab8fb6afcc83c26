"""The indexes by which lists of cases are read: for each question and order the one that has it.

`office` stands first, for another office's cases are nobody's here; then what is asked, then the
order and the id, so that a page begins where the last one ended (list_queries.py). Of the open
cases, a few thousand however many have ended, there are orders of their own (list_filters.py).
"""

from typing import Any

from django.db.models import F, Index, Q, Value
from django.db.models.functions import Coalesce, Concat

from lintas.applications.rules import AT_THE_DESK, Status

STATUSES = sorted(s.value for s in AT_THE_DESK)
HELD = Q(status__in=STATUSES)
SENT = Q(submitted_at__isnull=False)
CHANGED, ARRIVED = ("-status_since", "-id"), ("-submitted_at", "-id")


def _index(name: str, *fields: str, of: Q | None = None) -> Index:
    return Index(name=f"application_{name}", fields=fields, condition=of)


class Written(Value):
    """A word of our own that stands in the query itself and is not handed over beside it.

    SQLite takes an index of some rows only where it can read that the query asks for no others.
    """

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        return f"'{self.value}'", ()


OPEN = Q(status__in=[Written(status) for status in STATUSES])
"""What the office has in hand, asked so that the indexes of these alone are taken."""

OPEN_ARRIVED = Coalesce("submitted_at", "created_at")
"""When an open case arrived, in words that the index of all that ever arrived does not know."""
OPEN_SERVICE = Concat("service", Value(""))
"""The service of an open case, likewise."""

INDEXES = [
    _index("of_account", "account", "-created_at"),
    _index("all", "office", *CHANGED),
    _index("list", "office", "status", *CHANGED),
    _index("service", "office", "service", *CHANGED),
    _index("exact", "office", "service", "status", *CHANGED),
    _index("arrival", "office", *ARRIVED, of=SENT),
    _index("list_arrival", "office", "status", *ARRIVED, of=SENT),
    _index("service_arrival", "office", "service", *ARRIVED, of=SENT),
    _index("exact_arrival", "office", "service", "status", *ARRIVED, of=SENT),
    _index("open", "office", *CHANGED, of=HELD),
    Index(
        "office",
        OPEN_ARRIVED.desc(),
        F("id").desc(),
        name="application_open_arrival",
        condition=HELD,
    ),
    _index("due", "office", "due_on", "id", of=HELD & Q(due_on__isnull=False)),
    _index(
        "unassigned",
        "office",
        *CHANGED,
        of=Q(status=Status.UNDER_REVIEW.value, decider=None),
    ),
    _index("decider", "decider", of=HELD & Q(decider__isnull=False)),
    _index("reviewer", "reviewed_by", of=HELD & Q(reviewed_by__isnull=False)),
]
