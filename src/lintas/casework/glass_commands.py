"""Opening a case outside one's remit, and looking at that the next working day."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications import public as applications
from lintas.casework import queries
from lintas.casework.entries import GlassBroken, GlassReviewed, MarkedSensitive
from lintas.casework.errors import MovedMeanwhile, NoSuchCase, NotEligible, OwnReview, ReasonNeeded
from lintas.casework.models import Glass, Sensitive
from lintas.casework.note_commands import LONGEST, keep_note
from lintas.casework.rules import GLASS_OPEN, REASON_LEAST, review_due_on
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role


@transaction.atomic
def break_glass(*, glass_id: UUID, number: str, reason: str, actor: Actor, at: datetime) -> UUID:
    """Open a case that is not one's own for an hour, to read only. Gives the case.

    Told to the head (glass_reminders.py), who reviews it the next working day.
    Raises: ReasonNeeded, NoSuchCase.
    """
    case = applications.held_by_number(number)
    said = reason.strip()[:LONGEST]
    if case is None or actor.id is None or not actor.has(*applications.CASE_ROLES):
        raise NoSuchCase
    ground = queries.closed_to(actor, case)
    if ground is None or queries.open_glass(actor, case.id, at) is not None:
        return case.id
    if len(said) < REASON_LEAST:
        raise ReasonNeeded
    place = catalogue.office(actor.office)
    due_on = review_due_on(at, place.today(at), place.calendar)
    Glass.objects.create(
        id=glass_id,
        case=case.id,
        number=case.number,
        office=actor.office,
        staff=actor.id,
        ground=ground,
        reason=said,
        at=at,
        until=at + GLASS_OPEN,
        review_due_on=due_on,
    )
    journal.record(
        GlassBroken(glass=glass_id, ground=ground, review_due_on=due_on),
        subject=glass_id,
        case=case.id,
        actor=actor,
        office=actor.office,
        at=at,
    )
    return case.id


@transaction.atomic
def review_glass(*, glass_id: UUID, justified: bool, text: str, actor: Actor, at: datetime) -> None:
    """The head's word on an opening. Raises: NotEligible, OwnReview, ReasonNeeded, MovedMeanwhile.

    Race: a review is written once.
    """
    glass = Glass.objects.filter(pk=glass_id, office=actor.office).first()
    if glass is None or not actor.has(Role.HEAD):
        raise NotEligible
    if glass.staff == actor.id:
        raise OwnReview
    if len(text.strip()) < REASON_LEAST:
        raise ReasonNeeded
    done = journal.change_and_record(
        Glass.objects.filter(pk=glass_id, reviewed_at=None),
        {
            "reviewed_at": at,
            "reviewed_by": actor.id,
            "justified": justified,
            "review_text": text.strip()[:LONGEST],
        },
        GlassReviewed(glass=glass_id, justified=justified),
        subject=glass_id,
        case=glass.case,
        actor=actor,
        office=actor.office,
        at=at,
    )
    if not done:
        raise MovedMeanwhile


@transaction.atomic
def mark_sensitive(
    *, case_id: UUID, reason: str, note_id: UUID, actor: Actor, at: datetime
) -> None:
    """For the head: from now on only those who have the case in hand open it.

    Raises: NotFound, NotEligible, ReasonNeeded.
    """
    applications.application_for(actor, case_id)
    case = applications.held(case_id)
    if case is None or actor.id is None or not actor.has(Role.HEAD):
        raise NotEligible
    keep_note(note_id=note_id, case=case, text=reason, actor=actor, at=at)
    _row, new = Sensitive.objects.get_or_create(case=case.id, defaults={"by": actor.id, "at": at})
    if new:
        journal.record(
            MarkedSensitive(note=note_id),
            subject=case.id,
            case=case.id,
            actor=actor,
            office=case.office,
            at=at,
        )
