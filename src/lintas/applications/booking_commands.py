"""Choosing a time: a place in the calendar, a number in the queue, the step of the request.

All three or none, for one request or for all that wait at one moment (`book_visits`); each gets
the answer it would have got alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction

from lintas.applications.entries import VisitBooked
from lintas.applications.errors import ActionNotOpen
from lintas.applications.family_queries import ask_families
from lintas.applications.form_bookings import Form, keep_forms
from lintas.applications.models import Application
from lintas.applications.moves import Moving, move_all
from lintas.applications.rules import STEPS, Action, may_take
from lintas.applications.share_queries import shares_of
from lintas.appointments import public as appointments
from lintas.appointments.public import (
    AlreadyBooked,
    BookingView,
    KeyUsedOtherwise,
    PlaceWanted,
    SlotFull,
)
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.queue import public as queue
from lintas.waivers import public as waivers

TRIES = 3


class Chooser(NamedTuple):
    """What booking looks at of an application."""

    id: UUID
    office: str
    service: str
    service_version: int
    status: str
    account_id: UUID | None


class VisitWanted(NamedTuple):
    """Somebody who may act for this application chooses a time.

    The caller makes the ids: the same booking id again is the same request again.
    """

    application: Chooser
    slot_id: UUID
    booking_id: UUID
    ticket_id: UUID
    actor: Actor
    form: Form | None = None


class Booked(NamedTuple):
    booking_id: UUID
    slot_id: UUID
    case: UUID
    starts_at: datetime
    number: str


Answer = Booked | Refused


def chooser_of(application: Application) -> Chooser:
    return Chooser(*(getattr(application, name) for name in Chooser._fields))


Found = tuple[Sequence[VisitWanted | Refused], "About"]


def settle(look_up: Callable[[], Found], at: datetime) -> list[Answer]:
    """The answers to all, in their order; what was booked is on disk when this returns.

    `look_up` gives who wants what, or why they may not, and what it has asked about their cases.
    One whose state changed under it, or a database that ends a deadlock, spoils it for nobody:
    each is then asked alone. Whoever is refused because the same request, sent twice, was settled
    elsewhere at this moment, is told what that one got. Raises: DatabaseError.
    """
    try:
        found, answers = _looked_up_and_booked(look_up, at)
    except (Refused, DatabaseError):
        if connection.connection is None:
            raise  # the whole lot is asked on a new one
        found, _ = look_up()
        answers = [_alone(one, at) if isinstance(one, VisitWanted) else one for one in found]
    refused = [
        one.booking_id
        for one, answer in zip(found, answers, strict=True)
        if isinstance(one, VisitWanted)
        and isinstance(answer, SlotFull | AlreadyBooked | ActionNotOpen)
    ]
    before = _booked_before(refused) if refused else {}
    return [
        _own(one, one, before.get(one.booking_id, answer)) if isinstance(one, VisitWanted) else one
        for one, answer in zip(found, answers, strict=True)
    ]


@transaction.atomic
@journal.without_waiting()
def _looked_up_and_booked(
    look_up: Callable[[], Found], at: datetime
) -> tuple[Sequence[VisitWanted | Refused], list[Answer]]:
    found, about = look_up()
    booked = iter(_book([one for one in found if isinstance(one, VisitWanted)], about, at))
    return found, [next(booked) if isinstance(one, VisitWanted) else one for one in found]


def _alone(one: VisitWanted, at: datetime) -> Answer:
    for left in reversed(range(TRIES)):
        try:
            return book_visits(wanted=[one], at=at)[0]
        except Refused as refusal:
            return refusal
        except IntegrityError:  # another process booked for this case at this very moment
            if not left:
                return AlreadyBooked()
        except DatabaseError:
            if not left:
                raise
    raise AssertionError


@transaction.atomic
@journal.without_waiting()
def book_visits(*, wanted: Sequence[VisitWanted], at: datetime) -> list[Answer]:
    """Gives for each what was booked, now or when it first asked, or ActionNotOpen (also where the
    service has no visit), SlotFull, SlotGone, NotYourShare, AlreadyBooked, KeyUsedOtherwise,
    NotAdmitted (a lobby is on), or why whoever cancelled or missed a visit may not choose this.

    Raises: ActionNotOpen, NotAdmitted, IntegrityError when one changed meanwhile; then nothing is
    done.
    """
    return _book(wanted, ask_about([one.application.id for one in wanted], at), at)


def _book(wanted: Sequence[VisitWanted], about: "About", at: datetime) -> list[Answer]:
    first = {one.booking_id: one for one in reversed(wanted)}
    fresh = [one for one in wanted if first[one.booking_id] is one]
    ever = about.booked_ever.answer()
    again = [one for one in fresh if one.application.id in ever or not _is_open(one)]
    answers = _look_back(again) if again else {}
    dealing = [one for one in fresh if one.booking_id not in answers]
    answers |= _let_in(dealing, about, at)
    keep_forms([(one.form, one.actor) for one in dealing if one.form and _got(one, answers)], at)
    return [_own(one, first[one.booking_id], answers[one.booking_id]) for one in wanted]


def _got(one: VisitWanted, answers: Mapping[UUID, Answer]) -> bool:
    answer = answers[one.booking_id]
    return isinstance(answer, Booked) and answer.case == one.application.id


class About(NamedTuple):
    """What is asked about many cases in one go."""

    booked_ever: journal.Asked[set[UUID]]
    lobbies: journal.Asked[appointments.LobbiesOn]
    priorities: journal.Asked[dict[UUID, str]]
    families: journal.Asked[dict[UUID, UUID]]


def ask_about(cases: Sequence[UUID], at: datetime) -> About:
    return About(
        appointments.ask_booked_ever(cases),
        appointments.ask_lobbies_on(at),
        waivers.ask_priorities(cases),
        ask_families(cases),
    )


def _let_in(wanted: Sequence[VisitWanted], about: About, at: datetime) -> dict[UUID, Answer]:
    """While a lobby is on, whoever was not let in is held back; whoever books uses up the pass."""
    asked = {
        one.application.id: (one.application.office, one.application.service) for one in wanted
    }
    gate = appointments.gate_of(about.lobbies.answer(), asked, at)
    answers = _deal([one for one in wanted if one.application.id not in gate.held], about, at)
    for one in wanted if gate.within else ():
        if one.application.id in gate.held:
            answers[one.booking_id] = appointments.NotAdmitted()
        elif one.application.id in gate.within and isinstance(answers[one.booking_id], Booked):
            _use_pass(one, at)
    return answers


def _use_pass(one: VisitWanted, at: datetime) -> None:
    """Raises: NotAdmitted."""
    chooser = one.application
    appointments.use_pass(
        office=chooser.office, service=chooser.service, case=chooser.id, actor=one.actor, at=at
    )


def _look_back(wanted: Sequence[VisitWanted]) -> dict[UUID, Answer]:
    """Those who are answered by what they did before."""
    answers: dict[UUID, Answer] = {**_booked_before([one.booking_id for one in wanted])}
    for one in wanted:
        if one.booking_id in answers:
            continue
        if not _is_open(one):
            answers[one.booking_id] = ActionNotOpen()
            continue
        try:
            appointments.require_may_choose(one.application.id, one.slot_id, one.application.office)
        except Refused as refusal:
            answers[one.booking_id] = refusal
    return answers


def _own(one: VisitWanted, first: VisitWanted, answer: Answer) -> Answer:
    """A key stands for one request: with another slot or application it is refused."""
    same = (one.slot_id, one.application.id) == (first.slot_id, first.application.id)
    if isinstance(answer, Booked):
        same = (one.slot_id, one.application.id) == (answer.slot_id, answer.case)
    return answer if same else KeyUsedOtherwise()


def _is_open(one: VisitWanted) -> bool:
    return (
        may_take(one.actor, Action.BOOK_VISIT)
        and one.application.status in STEPS[Action.BOOK_VISIT].sources
        and _letter_of(one) is not None
    )


def _letter_of(one: VisitWanted) -> str | None:
    visit = catalogue.service(one.application.service, one.application.service_version).visit
    return visit.queue if visit is not None else None


@journal.recorded_together()
def _deal(wanted: Sequence[VisitWanted], about: About, at: datetime) -> dict[UUID, Answer]:
    ever = about.booked_ever.answer()
    places = [_place(one, never_booked=one.application.id not in ever) for one in wanted]
    outcomes = appointments.book_slots(wanted=places, at=at)
    outcomes = _look_closer(wanted, outcomes, at)
    answers: dict[UUID, Answer] = {}
    made = []
    for one, outcome in zip(wanted, outcomes, strict=True):
        if isinstance(outcome, BookingView):
            made.append((one, outcome))
        elif isinstance(outcome, Refused):
            answers[one.booking_id] = outcome
        else:
            answers |= _booked_before([one.booking_id])
    numbers = _issue(made, about, at)
    move_all([_step(one, booking) for one, booking in made], Action.BOOK_VISIT, at=at)
    for one, booking in made:
        answers[one.booking_id] = Booked(
            booking.id, booking.slot_id, booking.case, booking.starts_at, numbers[one.ticket_id]
        )
    return answers


def _look_closer(
    wanted: Sequence[VisitWanted], outcomes: list[appointments.Outcome], at: datetime
) -> list[appointments.Outcome]:
    """The general share is everybody's; whoever asks for another is asked who they are."""
    for nth, outcome in enumerate(outcomes):
        if isinstance(outcome, appointments.NotYourShare):
            rows = Application.objects.select_related("answers")
            shares = shares_of(rows.get(pk=wanted[nth].application.id), at)
            place = _place(wanted[nth], never_booked=False)._replace(shares=shares)
            (outcomes[nth],) = appointments.book_slots(wanted=[place], at=at)
    return outcomes


def _place(one: VisitWanted, *, never_booked: bool) -> PlaceWanted:
    chooser = one.application
    return PlaceWanted(
        booking_id=one.booking_id,
        slot_id=one.slot_id,
        case=chooser.id,
        person_id=chooser.account_id or chooser.id,
        actor=one.actor,
        office=chooser.office,
        service=chooser.service,
        never_booked=never_booked,
    )


def _issue(
    made: Sequence[tuple[VisitWanted, BookingView]], about: About, at: datetime
) -> dict[UUID, str]:
    first, families = about.priorities.answer(), about.families.answer()
    wanted = [
        queue.NumberWanted(
            ticket_id=one.ticket_id,
            office=catalogue.hall_id(one.application.office, booking.place),
            on=catalogue.office(one.application.office).today(booking.starts_at),
            letter=_letter_of(one) or "",
            service=one.application.service,
            case=one.application.id,
            booking_id=booking.id,
            due_at=booking.starts_at,
            priority_reason=first.get(one.application.id, ""),
            actor=one.actor,
            family=families.get(one.application.id),
        )
        for one, booking in made
    ]
    return queue.issue_tickets(wanted=[_with_family(one) for one in wanted], at=at)


def _with_family(one: queue.NumberWanted) -> queue.NumberWanted:
    if one.family is None:
        return one
    return one._replace(family_first=queue.first_of_family(one.family, one.on))


def _step(one: VisitWanted, booking: BookingView) -> Moving:
    data = VisitBooked(booking=booking.id, ticket=one.ticket_id, starts_at=booking.starts_at)
    return Moving(one.application.id, one.application.office, data, one.actor)


def _booked_before(booking_ids: Sequence[UUID]) -> dict[UUID, Booked]:
    """What was answered to requests with these ids, however the booking has fared since."""
    made = appointments.bookings_as_made(booking_ids)
    numbers = queue.first_numbers({one.id: one.case for one in made.values()})
    return {
        pk: Booked(pk, one.slot_id, one.case, one.starts_at, numbers.get(pk, ""))
        for pk, one in made.items()
    }
