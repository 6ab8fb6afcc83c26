"""What staff say about themselves: absence, relations, lists they keep; and what they handle."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lintas.accounts.public import staff_of
from lintas.casework.entries import AbsenceNoted, KinDeclared, ServicesSet
from lintas.casework.errors import DaysWrong, KinWrong, NotEligible
from lintas.casework.exclusions import folded, hashed
from lintas.casework.models import Absence, Handling, Kin, SavedFilter
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role
from lintas.kernel.text import only_digits, tidy

NUMBER_SIGNS = 16


def _staff(actor: Actor, of: UUID | None = None) -> UUID:
    """Whom this is about: oneself, or for the head anybody of the office. Raises: NotEligible."""
    if actor.id is None or not actor.is_staff:
        raise NotEligible
    if of is None or of == actor.id:
        return actor.id
    if not actor.has(Role.HEAD) or of not in {m.id for m in staff_of(actor.office)}:
        raise NotEligible
    return of


@transaction.atomic
def note_absence(
    *,
    absence_id: UUID,
    starts_on: date,
    ends_on: date,
    deputy: UUID | None,
    actor: Actor,
    at: datetime,
    of: UUID | None = None,
) -> None:
    """Raises: DaysWrong, NotEligible for a deputy of another office or oneself."""
    staff = _staff(actor, of)
    if ends_on < starts_on:
        raise DaysWrong
    colleagues = {m.id for m in staff_of(actor.office)} - {staff}
    if deputy is not None and deputy not in colleagues:
        raise NotEligible
    values = {"staff": staff, "deputy": deputy, "starts_on": starts_on, "ends_on": ends_on}
    _row, new = Absence.objects.get_or_create(
        id=absence_id, defaults={**values, "noted_by": _staff(actor)}
    )
    if new:
        journal.record(
            AbsenceNoted(starts_on, ends_on, deputy),
            subject=staff,
            actor=actor,
            office=actor.office,
            at=at,
        )


@transaction.atomic
def declare_kin(*, kin_id: UUID, typed: str, actor: Actor, at: datetime) -> None:
    """Name a relative by NIK, KK number or full name; cases that name them pass one over.

    Raises: KinWrong.
    """
    staff, text = _staff(actor), tidy(typed)[:150]
    digits = only_digits(text)
    if digits.isdecimal() and len(digits) == NUMBER_SIGNS:
        by, value, shown = Kin.By.MARK, hashed(digits), f"•••• {digits[-4:]}"
    elif any(c.isdigit() for c in text) or len(folded(text).split()) < 2:
        raise KinWrong
    else:
        by, value, shown = Kin.By.NAME, folded(text), text[:60]
    defaults = {"id": kin_id, "by": by, "shown": shown, "declared_at": at}
    _row, new = Kin.objects.get_or_create(staff=staff, value=value, defaults=defaults)
    if new:
        journal.record(KinDeclared(by=by), subject=staff, actor=actor, office=actor.office, at=at)


@transaction.atomic
def set_services(*, staff: UUID, services: Iterable[str], actor: Actor, at: datetime) -> None:
    """For the head: the services a member of staff may handle; none named is all.

    Raises: NotEligible.
    """
    if not actor.has(Role.HEAD):
        raise NotEligible
    whose, named = _staff(actor, staff), sorted(set(services))
    Handling.objects.filter(staff=whose).delete()
    Handling.objects.bulk_create(Handling(staff=whose, service=service) for service in named)
    journal.record(
        ServicesSet(tuple(named)), subject=whose, actor=actor, office=actor.office, at=at
    )


def keep_filter(*, name: str, query: str, actor: Actor, at: datetime) -> None:
    """Keep a list under a name; the same name again replaces it. No entry: it is a bookmark."""
    SavedFilter.objects.update_or_create(
        staff=_staff(actor), name=tidy(name)[:40], defaults={"query": query[:400]}
    )


def drop_filter(*, filter_id: int, actor: Actor, at: datetime) -> None:
    SavedFilter.objects.filter(pk=filter_id, staff=_staff(actor)).delete()
