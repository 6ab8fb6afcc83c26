"""Other cases that have something in common with one: the same person's first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lintas.applications.models import Application, Mark
from lintas.applications.overlap import cases_of_the_same
from lintas.applications.queries import service_of, visible_to
from lintas.applications.rules import Status
from lintas.applications.timeline import status_text
from lintas.kernel.actor import Actor

MOST = 20


@dataclass(frozen=True)
class Related:
    """Another case that shares something with one; `same_person` by NIK or passport."""

    id: UUID
    number: str
    name: str
    title: object
    status_text: object
    same_person: bool
    shares: tuple[str, ...]


def related_cases(actor: Actor, case: UUID) -> list[Related]:
    """Among those this actor may see: of the same NIK or passport, then of the same account or
    with another number in common, each newest first. Cost: five queries."""
    application = Application.objects.select_related("answers").get(pk=case)
    same = cases_of_the_same(application, actor)
    others = _others(application, actor, {one.pk for one in same})
    shares = _shared(case, [*same, *others])
    return [
        Related(
            id=row.pk,
            number=row.number,
            name=row.answers.name,
            title=service_of(row).title,
            status_text=status_text(row.status),
            same_person=row in same,
            shares=tuple(sorted(shares.get(row.pk, []))),
        )
        for row in [*same, *others][:MOST]
    ]


def _others(application: Application, actor: Actor, told: set[UUID]) -> list[Application]:
    marks = list(application.answers.marks.values_list("value", flat=True))
    common = Q(answers__marks__value__in=marks)
    if application.account_id is not None:
        common |= Q(account_id=application.account_id)
    rows = Application.objects.filter(visible_to(actor), common).exclude(status=Status.DRAFT)
    rows = rows.exclude(pk__in=[application.pk, *told]).select_related("answers").distinct()
    return list(rows.order_by("-created_at")[:MOST])


def _shared(case: UUID, rows: Sequence[Application]) -> dict[UUID, list[str]]:
    marks = Mark.objects.filter(answers_id=case).values("value")
    shared = Mark.objects.filter(answers_id__in=[row.pk for row in rows], value__in=marks)
    found: dict[UUID, list[str]] = {}
    for answers_id, value in shared.values_list("answers_id", "value"):
        found.setdefault(answers_id, []).append(value)
    return found
