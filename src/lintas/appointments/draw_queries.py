"""Draws and waiting lists, as the public, the person and the office may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from lintas.appointments.draw_models import Draw, DrawEntry, Offer, ReturnedPlace, Waiting
from lintas.appointments.draw_rules import Place, sha256, text_of
from lintas.appointments.draw_rules import draw as draw_again
from lintas.appointments.models import Slot
from lintas.appointments.release_rules import Round, next_opening
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import WALK_IN
from lintas.journal import public as journal

MOST_SHOWN = 60


class DrawUnknown(LookupError):
    """There is no draw of this name."""


@dataclass(frozen=True)
class DrawView:
    """`phase` is announced, open, closed or drawn; the seed is in the record once it is drawn."""

    id: UUID
    office: str
    service: str
    opens_at: datetime
    closes_at: datetime
    first_day: date
    last_day: date
    commitment: str
    announced_at: datetime
    drawn_at: datetime | None
    phase: str
    record: Mapping[str, Any] | None

    @property
    def text(self) -> str:
        """The record as one line, whose hash stands in the journal."""
        return text_of(self.record) if self.record is not None else ""

    @property
    def hash(self) -> str:
        return sha256(self.text)

    @property
    def holds(self) -> bool:
        """Whether the record, computed once more, fits the promise and gives its own result."""
        record = self.record
        if record is None:
            return False
        entries = dict(line.split(" ", 1) for line in record["entries"])
        places = [Place(**place) for place in record["places"]]
        outcome = draw_again(record["seed"], entries, places)
        given = {ticket: places[nth].starts_at for ticket, nth in outcome.given.items()}
        return (
            sha256(record["seed"]) == self.commitment
            and outcome.list_hash == record["list_hash"]
            and list(outcome.order) == record["order"]
            and given == record["given"]
        )


@dataclass(frozen=True)
class EntryView:
    """Somebody's own entry."""

    draw: DrawView
    ticket: str
    can: str
    shares: tuple[str, ...]
    state: str
    rank: int | None


@dataclass(frozen=True)
class OfferView:
    id: UUID
    starts_at: datetime
    until: datetime


@dataclass(frozen=True)
class WaitingView:
    """Somebody's own place on the list; `ahead` are those before them."""

    since: datetime
    can: str
    ahead: int
    offer: OfferView | None


@dataclass(frozen=True)
class ReleaseState:
    """What the office sees of one service's places; nothing here can be changed by hand."""

    service: str
    plan: str
    waiting: int
    offered: int
    held: int
    free: int
    returned: int


def _phase(found: Draw, at: datetime) -> str:
    if found.state == Draw.State.DRAWN:
        return "drawn"
    if at < found.opens_at:
        return "announced"
    return "open" if at < found.closes_at else "closed"


def _view(found: Draw, at: datetime) -> DrawView:
    return DrawView(
        id=found.pk,
        office=found.office,
        service=found.service,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        first_day=found.first_day,
        last_day=found.last_day,
        commitment=found.commitment,
        announced_at=found.announced_at,
        drawn_at=found.drawn_at,
        phase=_phase(found, at),
        record=found.record,
    )


def draws_of(office: str, at: datetime) -> list[DrawView]:
    """The newest draws of an office. Cost: one query."""
    rows = Draw.objects.filter(office=office).order_by("-first_day", "service")
    return [_view(found, at) for found in rows[:MOST_SHOWN]]


def draw_of(draw_id: UUID, at: datetime) -> DrawView:
    """Raises: DrawUnknown."""
    found = Draw.objects.filter(pk=draw_id).first()
    if found is None:
        raise DrawUnknown
    return _view(found, at)


def current_draw(office: str, service: str, at: datetime) -> DrawView | None:
    """The draw that takes entries now, or the one announced next."""
    rows = Draw.objects.filter(
        office=office, service=service, state=Draw.State.ANNOUNCED, closes_at__gt=at
    )
    found = rows.order_by("closes_at").first()
    return _view(found, at) if found else None


def entries_of(case: UUID, at: datetime) -> list[EntryView]:
    """The entries of one request, newest first, without those taken back."""
    rows = DrawEntry.objects.filter(case=case).exclude(state=DrawEntry.State.WITHDRAWN)
    rows = rows.select_related("draw").order_by("-draw__closes_at")
    return [
        EntryView(_view(e.draw, at), e.ticket, e.can, tuple(e.shares.split()), e.state, e.rank)
        for e in rows[:10]
    ]


def waiting_row(case: UUID) -> Waiting | None:
    """Where a case stands on the waiting list. Cost: one index read."""
    found: Waiting | None = _WAITS.first(case)
    return found


_WAITS = journal.Prepared(
    lambda case: Waiting.objects.filter(case=case, state=Waiting.State.WAITING).order_by("pk")[:1],
    of_case=True,
)


def waiting_of(case: UUID) -> WaitingView | None:
    mine = waiting_row(case)
    if mine is None:
        return None
    before = Q(since__lt=mine.since) | Q(since=mine.since, rank__lt=mine.rank)
    before |= Q(since=mine.since, rank=mine.rank, id__lt=mine.pk)
    line = Waiting.objects.filter(
        before, office=mine.office, service=mine.service, state=Waiting.State.WAITING
    )
    offer = mine.offers.filter(state=Offer.State.OPEN).select_related("slot").first()
    view = OfferView(offer.pk, offer.slot.starts_at, offer.until) if offer else None
    return WaitingView(mine.since, mine.can, line.count(), view)


def won_by(entry_id: UUID) -> bool:
    """Whether this entry still waits to be booked."""
    return DrawEntry.objects.filter(pk=entry_id, state=DrawEntry.State.WON).exists()


def ticket_of_entry(entry_id: UUID) -> str:
    return DrawEntry.objects.values_list("ticket", flat=True).get(pk=entry_id)


def opening_of(office: str, service: str, at: datetime) -> Round | None:
    """When more places of a service come, and which days."""
    place = catalogue.office(office)
    return next_opening(place, place.release_of(service), at)


def release_states(office: str, at: datetime) -> Sequence[ReleaseState]:
    """How many places of each service are free, held and offered, and how many people wait."""
    sums = {
        row["service"]: row
        for row in Slot.objects.filter(office=office, place="", starts_at__gt=at)
        .exclude(share=WALK_IN)
        .values("service")
        .annotate(
            free=Sum(F("places") - F("taken") - F("held") - F("offered")),
            kept=Sum("held"),
            out=Sum("offered"),
        )
    }
    waiting = _counts(Waiting.objects.filter(office=office, state=Waiting.State.WAITING), "service")
    back = ReturnedPlace.objects.filter(slot__office=office, state=ReturnedPlace.State.KEPT)
    returned = _counts(back, "slot__service")
    place = catalogue.office(office)
    return [
        ReleaseState(
            service=service,
            plan=place.release_of(service).plan,
            waiting=waiting.get(service, 0),
            offered=row["out"],
            held=row["kept"],
            free=row["free"],
            returned=returned.get(service, 0),
        )
        for service, row in sorted(sums.items())
    ]


def _counts(rows: Any, name: str) -> dict[str, int]:
    found = rows.order_by().values(name).annotate(n=Count("pk"))
    return {row[name]: row["n"] for row in found}


def entered_count(draw_id: UUID) -> int:
    return DrawEntry.objects.filter(draw=draw_id).exclude(state=DrawEntry.State.WITHDRAWN).count()
