"""Drawing: by the clock alone, all of it at once, the same whoever does it and however often."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from lintas.appointments.calendar_rules import kept_for
from lintas.appointments.capacity_rules import Places, split
from lintas.appointments.commands import prepare_slots
from lintas.appointments.draw_commands import DRAWS, RULE
from lintas.appointments.draw_models import Draw, DrawEntry
from lintas.appointments.draw_rules import (
    Outcome,
    Place,
    draw,
    entry_of,
    part_of,
    record_of,
    sha256,
    text_of,
)
from lintas.appointments.entries import DrawDrawn, DrawMissedOut, DrawWon
from lintas.appointments.models import Slot
from lintas.appointments.waiting_commands import line_up
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office
from lintas.journal import public as journal


def settle_draws(at: datetime) -> int:
    """Draw whatever has closed. Gives how many draws were drawn by this very turn."""
    due = Draw.objects.filter(state=Draw.State.ANNOUNCED, closes_at__lte=at)
    if not due.exists():
        return 0
    prepare_slots(at)
    return sum(settle_draw(draw_id=pk, at=at) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def settle_draw(*, draw_id: UUID, at: datetime) -> bool:
    """Publish the seed, the order and who has which place: all of it or nothing, once.

    Each winner is booked afterwards by a reaction of their own to `draw:won`, so a crash in
    between loses and doubles none. Race: of two workers the second finds the row moved.
    """
    due = Draw.objects.filter(pk=draw_id, state=Draw.State.ANNOUNCED, closes_at__lte=at)
    if due.update(state=Draw.State.DRAWN, drawn_at=at) != 1:
        return False
    found = Draw.objects.get(pk=draw_id)
    entries = {e.ticket: e for e in found.entries.filter(state=DrawEntry.State.ENTERED)}
    said = {ticket: entry_of(one.can, one.shares.split()) for ticket, one in entries.items()}
    slots, places = _places_of(found, at)
    outcome = draw(found.seed, said, places)
    _publish(found, record_of(_about(found), found.seed, said, places, outcome), at)
    _hand_out(found, entries, slots, outcome)
    for ticket in outcome.order:
        _tell(found, entries[ticket], at)
    line_up(draw=found, at=at)
    return True


def _places_of(found: Draw, at: datetime) -> tuple[list[Slot], list[Place]]:
    """The places held for the days of this draw, in the order of time.

    Race: locked in the order of their ids, as everybody does who needs more than one time.
    """
    office = catalogue.office(found.office)
    rows = Slot.objects.select_for_update().filter(
        office=found.office,
        service=found.service,
        plan="draw",
        on__range=(found.first_day, found.last_day),
        starts_at__gt=at,
        held__gt=0,
    )
    slots = sorted(rows.order_by("pk"), key=lambda slot: slot.starts_at)
    kept = _kept_in(office, found.service, slots)
    here = [office.local(slot.starts_at) for slot in slots]
    places = [
        Place(when.isoformat(), part_of(when), slot.held, kept[slot.pk])
        for when, slot in zip(here, slots, strict=True)
    ]
    return slots, places


def _kept_in(office: Office, service: str, slots: Sequence[Slot]) -> dict[UUID, Places]:
    """How many of each time's places are drawn first for a share: of each day as much as where
    people book themselves (rule pembagian-kuota), spread over it the same way.
    """
    found: dict[UUID, Places] = {}
    for _day, group in groupby(slots, key=lambda slot: slot.on):
        times = list(group)
        counts = [slot.held for slot in times]
        shares = split(counts, kept_for(office, service, sum(counts)), GENERAL)
        for slot, row in zip(times, shares, strict=True):
            found[slot.pk] = {share: count for share, count in row.items() if share != GENERAL}
    return found


def _about(found: Draw) -> dict[str, str]:
    office = catalogue.office(found.office)
    return {
        "draw": str(found.pk),
        "office": found.office,
        "service": found.service,
        "opens_at": office.local(found.opens_at).isoformat(),
        "closes_at": office.local(found.closes_at).isoformat(),
        "first_day": found.first_day.isoformat(),
        "last_day": found.last_day.isoformat(),
    }


def _publish(found: Draw, record: dict[str, Any], at: datetime) -> None:
    Draw.objects.filter(pk=found.pk).update(record=record)
    data = DrawDrawn(
        seed=found.seed,
        list_hash=record["list_hash"],
        record=sha256(text_of(record)),
        entries=len(record["order"]),
        given=len(record["given"]),
    )
    journal.record(data, subject=found.pk, actor=DRAWS, office=found.office, at=at, rule=RULE)


def _hand_out(
    found: Draw, entries: dict[str, DrawEntry], slots: list[Slot], outcome: Outcome
) -> None:
    """Write rank and place of each entry, and move the counters of the places."""
    for rank, ticket in enumerate(outcome.order, start=1):
        entry, nth = entries[ticket], outcome.given.get(ticket)
        won = nth is not None
        entry.rank, entry.slot = rank, slots[nth] if nth is not None else None
        entry.state = DrawEntry.State.WON if won else DrawEntry.State.MISSED_OUT
    DrawEntry.objects.bulk_update(entries.values(), ["rank", "slot", "state"], batch_size=400)
    for nth, count in Counter(outcome.given.values()).items():
        Slot.objects.filter(pk=slots[nth].pk).update(
            held=F("held") - count, offered=F("offered") + count
        )


def _tell(found: Draw, entry: DrawEntry, at: datetime) -> None:
    rank, data = entry.rank or 0, None
    if entry.slot_id is not None:
        data = DrawWon(entry=entry.pk, slot=entry.slot_id, rank=rank)
    journal.record(
        data or DrawMissedOut(entry=entry.pk, rank=rank),
        subject=found.pk,
        case=entry.case,
        actor=DRAWS,
        office=found.office,
        at=at,
        rule=RULE,
    )
