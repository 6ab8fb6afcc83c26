"""Who comes together with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lintas.applications.models import Application
from lintas.applications.queries import service_of, visible_to
from lintas.applications.rules import Status
from lintas.applications.timeline import status_text
from lintas.applications.visit_models import Family, FamilyMember
from lintas.appointments import public as appointments
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import public as queue


@dataclass(frozen=True)
class MemberView:
    """One of a family; of those whose request the reader may not see only number and service."""

    id: UUID
    number: str
    name: str
    service: object
    status: str
    status_text: object
    booking: appointments.BookingView | None
    ticket: queue.TicketView | None
    is_mine: bool
    is_here: bool


@dataclass(frozen=True)
class FamilyView:
    id: UUID
    code: str
    members: tuple[MemberView, ...]

    @property
    def to_book(self) -> tuple[MemberView, ...]:
        return tuple(one for one in self.members if one.status == Status.PAID)

    @property
    def booked(self) -> tuple[MemberView, ...]:
        return tuple(one for one in self.members if one.status == Status.VISIT_BOOKED)


def family_id_of(application: Application) -> UUID | None:
    """Cost: one index read."""
    return ask_families([application.pk]).answer().get(application.pk)


def ask_families(cases: Sequence[UUID]) -> journal.Asked[dict[UUID, UUID]]:
    """The families of those of these that come with one. Cost: one index read."""
    return _FAMILIES.ask(list(cases)).then(lambda rows: dict(rows))


_FAMILIES = journal.Prepared(
    lambda cases: FamilyMember.objects.filter(application__any_of=cases).values_list(
        "application_id", "family_id"
    )
)


def members_of(family: UUID) -> list[Application]:
    """In the order in which they joined. Cost: one query."""
    rows = Application.objects.filter(family_place__family=family).select_related("answers")
    return list(rows.order_by("family_place__joined_at", "pk"))


_FAMILY = journal.Prepared(
    lambda case: Family.objects.filter(members=case).order_by("pk")[:1], of_case=True
)


def family_view(application: Application, actor: Actor) -> FamilyView | None:
    """Cost: three queries, and two a member."""
    family = _FAMILY.first(application.pk)
    if family is None:
        return None
    seen = set(
        Application.objects.filter(visible_to(actor), family_place__family=family).values_list(
            "pk", flat=True
        )
    )
    members = tuple(_member(one, one.pk in seen, application) for one in members_of(family.pk))
    return FamilyView(family.pk, family.code, members)


def _member(one: Application, is_mine: bool, here: Application) -> MemberView:
    at_visit = one.status in {Status.VISIT_BOOKED, Status.ARRIVED, Status.IN_INTERVIEW}
    return MemberView(
        id=one.pk,
        number=one.number,
        name=one.answers.name if is_mine else "",
        service=service_of(one).title,
        status=one.status,
        status_text=status_text(one.status),
        booking=appointments.booking_of(one.pk) if at_visit else None,
        ticket=queue.ticket_of(one.pk) if at_visit else None,
        is_mine=is_mine,
        is_here=one.pk == here.pk,
    )


def may_join(application: Application, actor: Actor) -> Sequence[Application]:
    """Other requests this person sees that wait for a time at the same office and are in no
    family. Cost: one query."""
    rows = Application.objects.filter(
        visible_to(actor), office=application.office, status=Status.PAID, family_place=None
    )
    found = rows.exclude(pk=application.pk).select_related("answers").order_by("-created_at")[:30]
    return [one for one in found if service_of(one).visit is not None]


def main_name_of(application: Application) -> str:
    return application.answers.name
