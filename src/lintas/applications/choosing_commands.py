"""Changing a time by a form of the site, and what such a form says; booking is in form_requests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications.key_commands import take_key
from lintas.applications.models import Application
from lintas.applications.need_commands import say_needs
from lintas.applications.visit_commands import move_visit
from lintas.appointments import public as appointments
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


@dataclass(frozen=True)
class Chosen:
    """What the form said; `key` is the hidden one that its page gave it."""

    key: UUID
    slot_id: UUID
    needs: Collection[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def said(self) -> str:
        words = sorted((need, text) for need, text in self.words.items() if text)
        return f"slot {self.slot_id} {sorted(self.needs)} {words}"


def has_slot(application: Application, slot_id: UUID) -> bool:
    """Whether the request holds this very time already."""
    booking = appointments.booking_of(application.pk)
    return booking is not None and booking.status == "live" and booking.slot_id == slot_id


@transaction.atomic
def move_by_form(*, application: Application, chosen: Chosen, actor: Actor, at: datetime) -> None:
    """Move what is booked. The same form again changes nothing and is no refusal.

    Raises: KeyUsedOtherwise, and what moving refuses.
    """
    if not take_key(key=chosen.key, case=application.pk, said=chosen.said(), at=at):
        return
    say_needs(application=application, ids=chosen.needs, words=chosen.words, actor=actor, at=at)
    if has_slot(application, chosen.slot_id):
        return
    move_visit(
        application=application,
        slot_id=chosen.slot_id,
        ticket_id=new_id(),
        actor=actor,
        at=at,
    )
