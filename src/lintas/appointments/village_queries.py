"""For which villages places are kept, and which ask for them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from lintas.appointments.models import Slot
from lintas.appointments.queries import FREE
from lintas.appointments.village_models import VillageAsk
from lintas.appointments.village_rules import VILLAGE, code_of_share, village_share
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Village


@dataclass(frozen=True)
class KeptFor:
    """`left` of `places` are nobody's yet; what is left at `until` is for all.

    `until` is empty once that has passed.
    """

    village: Village
    places: int
    left: int
    until: datetime | None


def shares_of_village(village: Village | None) -> frozenset[str]:
    """The share of whoever lives in a village."""
    return frozenset({village_share(village.code)} if village is not None else ())


def frees_at(office: Office, on: date) -> datetime | None:
    """From when what a village did not use that day is for all; None: nothing is kept."""
    rule = office.travel.village
    return rule.moment(on, office.moment(on, _MIDNIGHT), office.zone) if rule else None


_MIDNIGHT = datetime.min.time()


def kept_on(
    office: str, days: Collection[date], at: datetime
) -> dict[tuple[str, date], tuple[KeptFor, ...]]:
    """By place and day. Cost: one index read."""
    rows = Slot.objects.filter(
        office=office, on__in=set(days), share__startswith=VILLAGE, closed_places=None
    )
    sums = rows.values("place", "on", "share").annotate(places_in_all=Sum("places"), left=Sum(FREE))
    found: dict[tuple[str, date], tuple[KeptFor, ...]] = defaultdict(tuple)
    home = catalogue.office(office)
    for row in sums.filter(places_in_all__gt=0).order_by("on", "share"):
        village = catalogue.village(code_of_share(row["share"]))
        if village is None:
            continue
        until = frees_at(home, row["on"])
        still = until if until is not None and until > at else None
        kept = KeptFor(village, row["places_in_all"], row["left"], still)
        found[row["place"], row["on"]] += (kept,)
    return found


@dataclass(frozen=True)
class AskView:
    id: UUID
    place: str
    on: date
    village: Village | None
    people: int
    contact: str
    note: str
    asked_by: UUID
    asked_at: datetime
    state: str
    decided_at: datetime | None
    reason: str
    places: int
    from_at: datetime | None
    until_at: datetime | None


def asks_of(office: str, place: str, on: date, asked_by: UUID | None = None) -> list[AskView]:
    """Those of one day, newest first; with `asked_by` one person's own. Cost: one index read."""
    rows = VillageAsk.objects.filter(day__office=office, day__place=place, day__on=on)
    if asked_by is not None:
        rows = rows.filter(asked_by=asked_by)
    return [_view(one) for one in rows.select_related("day").order_by("-asked_at", "-id")]


def open_asks(office: str, at: datetime) -> list[AskView]:
    """Those that wait for an answer, the next day first. Cost: one index read."""
    today = catalogue.office(office).today(at)
    rows = VillageAsk.objects.filter(
        day__office=office, day__on__gte=today, state=VillageAsk.State.ASKED
    )
    return [_view(one) for one in rows.select_related("day").order_by("day__on", "asked_at", "id")]


def ask_of(ask_id: UUID) -> AskView | None:
    found = VillageAsk.objects.select_related("day").filter(pk=ask_id).first()
    return _view(found) if found is not None else None


def _view(one: VillageAsk) -> AskView:
    return AskView(
        id=one.pk,
        place=one.day.place,
        on=one.day.on,
        village=catalogue.village(one.village),
        people=one.people,
        contact=one.contact,
        note=one.note,
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        state=one.state,
        decided_at=one.decided_at,
        reason=one.reason,
        places=one.places,
        from_at=one.from_at,
        until_at=one.until_at,
    )
