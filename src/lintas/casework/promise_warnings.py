"""Whom a pressing promise wakes first: whoever has the case in hand; later the head as well."""

from uuid import UUID

from lintas.accounts.public import StaffMember, staff_of
from lintas.applications import public as applications
from lintas.applications.public import Held
from lintas.casework import queries
from lintas.casework.rules import Seat
from lintas.catalogue import public as catalogue
from lintas.journal.public import EntryView
from lintas.kernel.actor import Role
from lintas.promises import public as promises

APPEAL = "appeal"


def warn_of_promise(entry: EntryView) -> None:
    """Reaction: first the one whose turn it is; from the day before its day on, the head too."""
    case = applications.held(entry.case) if entry.case else None
    if case is None:
        return
    staff = staff_of(case.office)
    heads = {member.id for member in staff if Role.HEAD in member.roles}
    promise = promises.promise_of(entry.subject)
    if promise is not None and promise.kind == APPEAL:
        # It is answered by somebody who had no part in the case; the head knows who that can be.
        applications.warn_staff(entry, heads)
        return
    if entry.subject != case.id:  # a claim about the case that no one has in hand
        first = set(queries.able(case, Seat.REVIEW, entry.at))
    else:
        first = _whose_turn(case, staff, entry)
    loud = entry.kind != "promise:pressing"
    applications.warn_staff(entry, first | heads if loud or not first else first)


def _whose_turn(case: Held, staff: list[StaffMember], entry: EntryView) -> set[UUID]:
    """Who decides it once it was looked through, else who looks through it; their deputy while
    they are away. Where nobody has it, all who could take it from the pool."""
    reviewing = case.decider is None or case.status != "under-review"
    seat = Seat.REVIEW if reviewing else Seat.DECIDE
    holder: UUID | None = getattr(case, seat)
    away = queries.absent_on(catalogue.office(case.office).today(entry.at))
    if holder in away:
        holder = away[holder]
    if holder is not None and holder in {member.id for member in staff} - set(away):
        return {holder}
    if case.reviewed_by is not None and case.status == "under-review":
        seat = Seat.DECIDE
    return set(queries.able(case, seat, entry.at))
