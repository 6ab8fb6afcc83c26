"""Questions about who has what, for those who may ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.accounts.public import staff_of
from lintas.applications import public as applications
from lintas.applications.public import Held
from lintas.casework.exclusions import excluded
from lintas.casework.models import Absence, Glass, Handling, Kin, Note, SavedFilter, Sensitive
from lintas.casework.rules import ROLE_FOR, Ground, Seat, rather
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor, Role

NOBODY = UUID(int=0)


def _id(actor: Actor) -> UUID:
    return actor.id or NOBODY


def absent_on(day: date) -> dict[UUID, UUID | None]:
    """Who is not there, and who stands in for them. Cost: one query."""
    rows = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day)
    return dict(rows.order_by("starts_on").values_list("staff", "deputy"))


def able(case: Held, seat: Seat, at: datetime) -> dict[UUID, frozenset[Role]]:
    """Who could have this case: in the role, there today, handling the service, not excluded.

    Cost: about six queries.
    """
    today = catalogue.office(case.office).today(at)
    away = absent_on(today)
    held_role = ROLE_FOR[seat]
    there = {m.id: m.roles for m in staff_of(case.office) if held_role in m.roles}
    there = {who: roles for who, roles in there.items() if who not in away}
    limited = set(Handling.objects.filter(staff__in=there).values_list("staff", flat=True))
    fit = set(
        Handling.objects.filter(staff__in=there, service=case.service).values_list(
            "staff", flat=True
        )
    )
    trained = [who for who in there if who not in limited or who in fit]
    out = excluded(case, trained)
    if seat == Seat.REVIEW:  # whoever reviewed before may again; whoever is to decide may not
        out = {who: why for who, why in out.items() if why != Ground.HANDLED_BEFORE}
        trained = [who for who in trained if who != case.decider]
    return {who: there[who] for who in trained if who not in out}


def is_passed_over(case: Held, staff: UUID) -> bool:
    """Whether somebody should not have a case for what they are to the applicant."""
    return excluded(case, [staff]).get(staff) in {Ground.KIN, Ground.CONFLICT}


def candidates(case: Held, seat: Seat, at: datetime) -> frozenset[UUID]:
    return rather(able(case, seat, at).items())


def closed_to(actor: Actor, case: Held) -> Ground | None:
    """Why a case is not for this member of staff without breaking glass; None when it is."""
    if actor.id is None:
        return None
    if case.office != actor.office:
        return Ground.OTHER_OFFICE
    out = excluded(case, [actor.id]).get(actor.id)
    if out in {Ground.KIN, Ground.CONFLICT}:
        return out
    mine = actor.id in {case.reviewed_by, case.decider} or actor.has(Role.HEAD)
    sensitive = not mine and Sensitive.objects.filter(case=case.id).exists()
    return Ground.SENSITIVE if sensitive else None


def open_glass(actor: Actor, case: UUID, at: datetime) -> Glass | None:
    """The glass this member of staff broke for this case, while it lasts."""
    rows = Glass.objects.filter(staff=_id(actor), case=case, until__gt=at)
    return rows.order_by("-at").first()


def glasses_to_review(actor: Actor) -> Sequence[Glass]:
    """For the head: what was opened in an emergency and nobody has reviewed, oldest first."""
    if not actor.has(Role.HEAD):
        return []
    rows = Glass.objects.filter(office=actor.office, reviewed_at=None)
    return list(rows.order_by("review_due_on", "at"))


def notes_of(actor: Actor, case: UUID) -> Sequence[Note]:
    """Raises: NotFound for a case that is not this actor's to see."""
    if actor.id is not None and not Glass.objects.filter(staff=actor.id, case=case).exists():
        applications.application_for(actor, case)
    return list(Note.objects.filter(case=case).order_by("at", "id"))


@dataclass(frozen=True)
class MyWork:
    """What somebody has said about themselves."""

    absences: Sequence[Absence]
    kin: Sequence[Kin]
    filters: Sequence[SavedFilter]


def my_work(actor: Actor, today: date) -> MyWork:
    return MyWork(
        absences=list(Absence.objects.filter(staff=_id(actor), ends_on__gte=today)),
        kin=list(Kin.objects.filter(staff=_id(actor)).order_by("declared_at")),
        filters=saved_filters(actor),
    )


def saved_filters(actor: Actor) -> Sequence[SavedFilter]:
    return list(SavedFilter.objects.filter(staff=_id(actor)).order_by("name"))


def services_of(staff: UUID) -> frozenset[str]:
    """The services somebody is limited to; empty for all."""
    rows = Handling.objects.filter(staff=staff).values_list("service", flat=True)
    return frozenset(rows)


def is_sensitive(case: UUID) -> bool:
    return Sensitive.objects.filter(case=case).exists()


def seats_for(actor: Actor) -> tuple[Seat, ...]:
    return tuple(seat for seat, role in ROLE_FOR.items() if actor.has(role))
