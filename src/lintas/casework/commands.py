"""Giving cases to people: by draw, to a deputy, by hand-over, and by taking over with a reason."""

from datetime import datetime
from secrets import token_hex
from uuid import UUID

from django.db import transaction

from lintas.applications import public as applications
from lintas.applications.public import Held
from lintas.casework import queries
from lintas.casework.entries import Assigned, Candidate, ConflictDeclared, PutBack
from lintas.casework.errors import MovedMeanwhile, NotEligible
from lintas.casework.models import Conflict
from lintas.casework.note_commands import keep_note
from lintas.casework.rules import Seat, drawn, weight_of
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, Role, system

CASEWORK = system("casework")
MOST_AT_ONCE = 200


def assign(entry: EntryView) -> None:
    """Reaction: a case came under review. Whoever interviewed reviews it, unless passed over;
    who decides is drawn."""
    case = applications.held(entry.case) if entry.case else None
    if case is None or case.status != "under-review":
        return
    if case.reviewed_by and queries.is_passed_over(case, case.reviewed_by):
        _give_by_draw(case, Seat.REVIEW, was=case.reviewed_by, seed=token_hex(16), at=entry.at)
    draw(case_id=case.id, seed=token_hex(16), at=entry.at)


def share_out(at: datetime) -> None:
    """Turn: what lies with somebody absent goes to the deputy or back; what lies in the pool is
    drawn, as soon as somebody is free."""
    for office in catalogue.offices():
        for staff, deputy in queries.absent_on(office.today(at)).items():
            for case_id in applications.in_hands_of(staff):
                _away(case_id, staff, deputy, at)
    for case_id in applications.undecided(MOST_AT_ONCE):
        draw(case_id=case_id, seed=token_hex(16), at=at)


@transaction.atomic
def draw(*, case_id: UUID, seed: str, at: datetime) -> UUID | None:
    """Draw who decides among those free, trained and unconcerned; nobody when there is none.

    The entry holds candidates, weights and seed, so that an auditor can draw again.
    """
    case = applications.held(case_id)
    if case is None or case.status != "under-review" or case.decider is not None:
        return None
    if not catalogue.office(case.office).assigns_cases:
        return None
    return _give_by_draw(case, Seat.DECIDE, was=None, seed=seed, at=at)


def _give_by_draw(
    case: Held, seat: Seat, *, was: UUID | None, seed: str, at: datetime
) -> UUID | None:
    among = queries.candidates(case, seat, at) - {was}
    if not among:
        return None
    loads = applications.loads(among)
    weights = {who: weight_of(loads[who]) for who in among}
    chosen = drawn(weights, seed)
    data = Assigned(
        seat=seat,
        staff=chosen,
        how="drawn",
        candidates=tuple(Candidate(who, weights[who]) for who in sorted(weights)),
        seed=seed,
    )
    return chosen if _put(case, seat, was, chosen, data, CASEWORK, at) else None


def _put(
    case: Held,
    seat: Seat,
    was: UUID | None,
    now: UUID | None,
    data: object,
    actor: Actor,
    at: datetime,
) -> bool:
    return applications.put_in_hands(
        case=case.id, office=case.office, seat=seat, was=was, now=now, data=data, actor=actor, at=at
    )


@transaction.atomic
def _away(case_id: UUID, staff: UUID, deputy: UUID | None, at: datetime) -> None:
    """One case of somebody absent: to the deputy who may have it, else drawn or put back."""
    case = applications.held(case_id)
    if case is None:
        return
    for seat, holder in ((Seat.REVIEW, case.reviewed_by), (Seat.DECIDE, case.decider)):
        if holder != staff:
            continue
        if deputy is not None and deputy in queries.able(case, seat, at):
            data = Assigned(seat=seat, staff=deputy, how="deputy")
            _put(case, seat, staff, deputy, data, CASEWORK, at)
        elif seat == Seat.DECIDE:
            _put(case, seat, staff, None, PutBack(seat, staff, "absence"), CASEWORK, at)
        else:  # a review is never without somebody; when nobody can, it waits for its own
            _give_by_draw(case, seat, was=staff, seed=token_hex(16), at=at)


def _held(actor: Actor, case_id: UUID) -> Held:
    """Raises: NotFound for what is not this actor's to see."""
    applications.application_for(actor, case_id)
    case = applications.held(case_id)
    if case is None:
        raise applications.NotFound
    return case


@transaction.atomic
def take_over(
    *, case_id: UUID, seat: Seat, reason: str, note_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a case from the pool or from a colleague, with a reason that is kept.

    Raises: NotFound, NotEligible, ReasonNeeded, MovedMeanwhile.
    """
    case = _held(actor, case_id)
    if actor.id is None or actor.id not in queries.able(case, seat, at):
        raise NotEligible
    keep_note(note_id=note_id, case=case, text=reason, actor=actor, at=at)
    data = Assigned(seat=seat, staff=actor.id, how="taken", note=note_id)
    if not _put(case, seat, getattr(case, seat), actor.id, data, actor, at):
        raise MovedMeanwhile


@transaction.atomic
def hand_over_to(
    *, case_id: UUID, seat: Seat, to: UUID, reason: str, note_id: UUID, actor: Actor, at: datetime
) -> None:
    """Give what one has in hand to a colleague; the head gives anybody's.

    Raises: NotFound, NotEligible, ReasonNeeded, MovedMeanwhile.
    """
    case = _held(actor, case_id)
    holder = getattr(case, seat)
    if holder != actor.id and not actor.has(Role.HEAD):
        raise NotEligible
    if to == holder or to not in queries.able(case, seat, at):
        raise NotEligible
    keep_note(note_id=note_id, case=case, text=reason, actor=actor, at=at)
    data = Assigned(seat=seat, staff=to, how="handed-over", note=note_id)
    if not _put(case, seat, holder, to, data, actor, at):
        raise MovedMeanwhile


@transaction.atomic
def declare_conflict(
    *, case_id: UUID, reason: str, note_id: UUID, actor: Actor, at: datetime
) -> None:
    """Say that one should not have this case: it leaves one's hands and is drawn again.

    Raises: NotFound, ReasonNeeded, NotEligible when nobody else could review it.
    """
    case = _held(actor, case_id)
    if actor.id is None:
        raise NotEligible
    keep_note(note_id=note_id, case=case, text=reason, actor=actor, at=at)
    Conflict.objects.get_or_create(case=case.id, staff=actor.id, defaults={"at": at})
    journal.record(
        ConflictDeclared(staff=actor.id, note=note_id),
        subject=case.id,
        case=case.id,
        actor=actor,
        office=case.office,
        at=at,
    )
    if case.decider == actor.id:
        back = PutBack(Seat.DECIDE, actor.id, "conflict")
        _put(case, Seat.DECIDE, actor.id, None, back, actor, at)
        draw(case_id=case.id, seed=token_hex(16), at=at)
    if case.reviewed_by == actor.id and case.status == "under-review":
        _give_by_draw(case, Seat.REVIEW, was=actor.id, seed=token_hex(16), at=at)
