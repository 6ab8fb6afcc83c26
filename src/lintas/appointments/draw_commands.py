"""Draws: announced with a commitment, entered during a window, drawn by the clock alone.

No command takes a seed, an order or a winner: nobody can draw by hand, choose or skip.
"""

from collections.abc import Set
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lintas.appointments.draw_models import Draw, DrawEntry
from lintas.appointments.draw_rules import (
    new_seed,
    new_ticket,
    read_parts,
    sha256,
)
from lintas.appointments.entries import (
    DrawAnnounced,
    DrawEntered,
    DrawEntryRenewed,
    DrawEntryWithdrawn,
)
from lintas.appointments.errors import DrawNotOpen, EnteredAlready
from lintas.appointments.release_rules import Round, next_draw
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Release
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

DRAWS = system("draws")
RULE = "undian-tempat"
ANNOUNCED_BEFORE = timedelta(days=7)


def announce_draws(at: datetime) -> int:
    """Commit to the seed of each draw whose window comes. Gives how many were announced.

    A draw that is announced late opens late: nobody enters before the commitment is public.
    """
    made = 0
    for office in catalogue.offices():
        for release in office.release:
            if release.plan == "draw":
                round_ = next_draw(office, release, at)
                if round_.opens_at - ANNOUNCED_BEFORE <= at:
                    made += _announce(office, release, round_, at)
    return made


def _announce(office: Office, release: Release, round_: Round, at: datetime) -> bool:
    """Race: a second worker's row breaks the constraint and leaves nothing."""
    same: dict[str, Any] = {
        "office": office.id,
        "service": release.service,
        "first_day": round_.first_day,
    }
    if Draw.objects.filter(**same).exists() or round_.closes_at is None:
        return False
    seed, opens_at = new_seed(), max(round_.opens_at, at)
    data = DrawAnnounced(
        service=release.service,
        opens_at=opens_at,
        closes_at=round_.closes_at,
        first_day=round_.first_day,
        last_day=round_.last_day,
        commitment=sha256(seed),
    )
    try:
        with transaction.atomic():
            made = Draw.objects.create(
                id=new_id(),
                **same,
                last_day=round_.last_day,
                opens_at=opens_at,
                closes_at=round_.closes_at,
                seed=seed,
                commitment=data.commitment,
                announced_at=at,
            )
            journal.record(data, subject=made.pk, actor=DRAWS, office=office.id, at=at, rule=RULE)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def enter_draw(
    *,
    entry_id: UUID,
    draw_id: UUID,
    case: UUID,
    person_id: UUID,
    identity: str,
    can: str,
    shares: Set[str],
    actor: Actor,
    at: datetime,
) -> None:
    """Enter, or change when one can come; the same ticket stays. When makes no difference.

    `shares` are those somebody may use; that of everybody needs no saying.
    Raises: DrawNotOpen, EnteredAlready.
    Race: moving the draw's row holds the draw still, so that nobody enters what is being drawn.
    """
    open_now = Draw.objects.filter(
        pk=draw_id, state=Draw.State.ANNOUNCED, opens_at__lte=at, closes_at__gt=at
    )
    if open_now.update(entered=F("entered") + 1) != 1:
        raise DrawNotOpen
    office = catalogue.office(Draw.objects.values_list("office", flat=True).get(pk=draw_id))
    entered = {
        "can": read_parts(can.split()),
        "shares": kept_of(office, shares),
        "state": DrawEntry.State.ENTERED,
    }
    mine = DrawEntry.objects.filter(draw=draw_id, case=case)
    try:
        with transaction.atomic():
            if not mine.update(**entered):
                DrawEntry.objects.create(
                    id=entry_id,
                    draw_id=draw_id,
                    case=case,
                    person_id=person_id,
                    identity=identity,
                    ticket=new_ticket(),
                    entered_at=at,
                    **entered,
                )
    except IntegrityError:
        raise EnteredAlready from None
    entry = mine.select_related("draw").get()
    _say(entry.draw, DrawEntered(entry.pk), case, actor, at)


def kept_of(office: Office, shares: Set[str]) -> str:
    """Those of somebody's shares for which the office keeps places, in its order."""
    kept = (one for one in office.shares if one.for_whom == "priority" and one.id in shares)
    return " ".join(one.id for one in kept)


@transaction.atomic
def renew_entry(*, case: UUID, shares: Set[str], actor: Actor, at: datetime) -> None:
    """Whoever may use other shares now enters with those, as long as the window is open.

    Race: moving the draw's row holds the draw still, as entering does.
    """
    mine = DrawEntry.objects.filter(case=case, state=DrawEntry.State.ENTERED)
    open_now = Draw.objects.filter(state=Draw.State.ANNOUNCED, closes_at__gt=at)
    for entry in mine.filter(draw__in=open_now).select_related("draw"):
        kept = kept_of(catalogue.office(entry.draw.office), shares)
        still = open_now.filter(pk=entry.draw_id).update(entered=F("entered"))
        if still and mine.filter(pk=entry.pk).exclude(shares=kept).update(shares=kept):
            _say(entry.draw, DrawEntryRenewed(entry.pk), case, actor, at)


@transaction.atomic
def withdraw_entry(*, draw_id: UUID, case: UUID, actor: Actor, at: datetime) -> None:
    """Raises: DrawNotOpen. A closed window is closed for this too."""
    open_now = Draw.objects.filter(pk=draw_id, state=Draw.State.ANNOUNCED, closes_at__gt=at)
    if open_now.update(entered=F("entered")) != 1:
        raise DrawNotOpen
    mine = DrawEntry.objects.filter(draw=draw_id, case=case, state=DrawEntry.State.ENTERED)
    entry = mine.select_related("draw").first()
    if entry is None or mine.update(state=DrawEntry.State.WITHDRAWN) != 1:
        raise DrawNotOpen
    _say(entry.draw, DrawEntryWithdrawn(entry.pk), case, actor, at)


def _say(found: Draw, data: object, case: UUID, actor: Actor, at: datetime) -> None:
    journal.record(
        data, subject=found.pk, case=case, actor=actor, office=found.office, at=at, rule=RULE
    )
