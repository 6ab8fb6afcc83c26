"""Requests that come together: joining, leaving, and one time for all or for none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.accounts.public import rate_limit
from lintas.applications.entries import FamilyJoined, FamilyLeft, VisitBooked
from lintas.applications.errors import ActionNotOpen
from lintas.applications.family_errors import (
    AnotherFamily,
    FamilyCodeWrong,
    FamilyFull,
    NobodyTogether,
)
from lintas.applications.family_queries import family_id_of, members_of
from lintas.applications.key_commands import take_key
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.queries import office_of
from lintas.applications.rules import Action, Status
from lintas.applications.visit_commands import cancel_visit, issue_ticket_for, note_moved, use_pass
from lintas.applications.visit_models import Family, FamilyMember
from lintas.appointments import public as appointments
from lintas.appointments.public import Wanted
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.kernel.numbers import new_secret, read_secret
from lintas.queue import public as queue

TOGETHER_RULE = "datang-bersama"


@transaction.atomic
def gather(
    *, application: Application, others: Sequence[Application], actor: Actor, at: datetime
) -> UUID:
    """Put requests beside this one; whoever calls has looked whether the actor sees them all.

    Raises: AnotherFamily, FamilyFull.
    """
    family = family_id_of(application)
    if family is None:
        family = Family.objects.create(
            id=new_id(), office=application.office, code=new_secret(), made_at=at
        ).pk
        _join(application, family, actor, at)
    for other in others:
        _join(other, family, actor, at)
    return family


@transaction.atomic
def join_by_code(*, application: Application, code: str, actor: Actor, at: datetime) -> None:
    """Join the family that gave its code; ten tries an hour for each request.

    Raises: FamilyCodeWrong, AnotherFamily, FamilyFull, TooManyTries.
    """
    rate_limit(f"family:{application.pk}", most=10, per=timedelta(hours=1), at=at)
    family = Family.objects.filter(code=read_secret(code), office=application.office).first()
    if family is None:
        raise FamilyCodeWrong
    _join(application, family.pk, actor, at)


def _join(application: Application, family: UUID, actor: Actor, at: datetime) -> None:
    """Race: the family's row is locked, so that two who join at once are counted one by one."""
    Family.objects.select_for_update().get(pk=family)
    there = family_id_of(application)
    if there == family:
        return
    if there is not None:
        raise AnotherFamily
    if FamilyMember.objects.filter(family=family).count() >= _most(application):
        raise FamilyFull
    FamilyMember.objects.create(application=application, family_id=family, joined_at=at)
    _say(application, FamilyJoined(family=family), actor, at)


def _most(application: Application) -> int:
    return office_of(application).booking.family_most


@transaction.atomic
def leave_family(*, application: Application, actor: Actor, at: datetime) -> None:
    """The time and the number stay; from now on each goes their own way."""
    family = family_id_of(application)
    if family is not None and FamilyMember.objects.filter(pk=application.pk).delete()[0]:
        _say(application, FamilyLeft(family=family), actor, at)


def _say(application: Application, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
        rule=TOGETHER_RULE,
    )


def _in(application: Application, status: Status) -> list[Application]:
    """Those of the family who stand there; by letter and age, so that rows are taken in one order.

    Raises: NobodyTogether.
    """
    family = family_id_of(application)
    found = [one for one in members_of(family) if one.status == status] if family else []
    if not found:
        raise NobodyTogether
    return found


def _wanted(one: Application, booking_id: UUID) -> Wanted:
    return Wanted(
        case=one.pk,
        person_id=one.account_id or one.pk,
        service=one.service,
        booking_id=booking_id,
    )


@transaction.atomic
def book_family(
    *, application: Application, starts_at: datetime, actor: Actor, at: datetime
) -> list[UUID]:
    """One time, or times that follow one another, for all who have none yet; gives the tickets.

    Raises: NobodyTogether, ActionNotOpen, and what the calendar refuses. All or nothing.
    """
    coming = _in(application, Status.PAID)
    for one in coming:
        use_pass(one, actor, at)
        appointments.require_may_choose_on(one.pk, starts_at, one.office)
    bookings = appointments.book_together(
        office=application.office,
        wanted=[_wanted(one, new_id()) for one in coming],
        starts_at=starts_at,
        actor=actor,
        at=at,
    )
    tickets = []
    for one, booking in sorted(zip(coming, bookings, strict=True), key=_by_hour):
        ticket = issue_ticket_for(one, booking, new_id(), actor, at)
        data = VisitBooked(booking=booking.id, ticket=ticket.id, starts_at=booking.starts_at)
        move(one, Action.BOOK_VISIT, data, actor=actor, at=at)
        tickets.append(ticket.id)
    return tickets


def _by_hour(pair: tuple[Application, appointments.BookingView]) -> tuple[datetime, str]:
    return pair[1].starts_at, pair[1].service


@transaction.atomic
def move_family(
    *, application: Application, starts_at: datetime, actor: Actor, at: datetime
) -> None:
    """Another time for all who have one. All or nothing; a change for each of them.

    Raises: NobodyTogether, ActionNotOpen, and what the calendar refuses.
    """
    coming = _in(application, Status.VISIT_BOOKED)
    places = []
    for one in coming:
        booking, ticket = appointments.booking_of(one.pk), queue.ticket_of(one.pk)
        if booking is None or ticket is None:
            raise ActionNotOpen
        use_pass(one, actor, at)
        places.append((booking, ticket))
    moved = appointments.move_together(
        office=application.office,
        wanted=[_wanted(one, had.id) for one, (had, _t) in zip(coming, places, strict=True)],
        starts_at=starts_at,
        actor=actor,
        at=at,
    )
    for one, booking, (_had, ticket) in sorted(
        zip(coming, moved, places, strict=True), key=lambda row: _by_hour(row[:2])
    ):
        note_moved(one, booking, ticket.id, new_id(), actor, at)


@transaction.atomic
def book_family_once(
    *, application: Application, key: UUID, starts_at: datetime, actor: Actor, at: datetime
) -> None:
    """The same form again books nothing more. Raises: KeyUsedOtherwise, and as book_family."""
    said = f"family {starts_at.isoformat()}"
    if take_key(key=key, case=application.pk, said=said, at=at):
        book_family(application=application, starts_at=starts_at, actor=actor, at=at)


@transaction.atomic
def move_family_once(
    *, application: Application, key: UUID, starts_at: datetime, actor: Actor, at: datetime
) -> None:
    """The same form again changes nothing more. Raises: KeyUsedOtherwise, and as move_family."""
    said = f"family to {starts_at.isoformat()}"
    if take_key(key=key, case=application.pk, said=said, at=at):
        move_family(application=application, starts_at=starts_at, actor=actor, at=at)


@transaction.atomic
def cancel_family(
    *, application: Application, mine: Sequence[UUID], actor: Actor, at: datetime
) -> None:
    """Give back the times of those whose requests the actor may see; the others keep theirs.

    Raises: NobodyTogether, TooLateToChange, ActionNotOpen.
    """
    for one in _in(application, Status.VISIT_BOOKED):
        if one.pk in mine:
            cancel_visit(application=one, actor=actor, at=at)
