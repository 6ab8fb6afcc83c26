"""Before a day is moved: how many people it reaches, from when to when, and how each will hear."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lintas.applications.models import Application
from lintas.appointments.public import Fate
from lintas.notices import public as notices


@dataclass(frozen=True)
class SeenBefore:
    """`ways`: how many hear by which channel. `silent`: numbers of those whom nothing reaches."""

    people: int
    moved: tuple[Fate, ...]
    offered: tuple[Fate, ...]
    without: tuple[Fate, ...]
    told: int
    ways: tuple[tuple[object, int], ...]
    silent: tuple[str, ...]


def seen_before(fates: Sequence[Fate]) -> SeenBefore:
    """Cost: two queries for each person."""
    rows = Application.objects.filter(pk__in=[one.case for one in fates])
    ways: Counter[object] = Counter()
    silent = []
    for application in rows.order_by("number"):
        account = application.account_id
        way = notices.usual_way(account) if account is not None else ""
        if way:
            ways[str(way)] += 1
        else:
            silent.append(application.number)
    return SeenBefore(
        people=len(fates),
        moved=tuple(one for one in fates if one.fate == "moved"),
        offered=tuple(one for one in fates if one.fate == "offered" and one.to_at),
        without=tuple(one for one in fates if one.fate == "offered" and not one.to_at),
        told=sum(one.fate == "told" for one in fates),
        ways=tuple(ways.most_common()),
        silent=tuple(silent),
    )
