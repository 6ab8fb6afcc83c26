"""Another request for the same person that is still open: told, and offered to continue.

A visitor is told only of requests they may open anyway: a number that belongs to somebody else's
request looks like any other. Officers see every case of their office.
"""

from collections.abc import Iterable, Iterator

from lintas.applications.marks import LONGEST
from lintas.applications.models import Application
from lintas.applications.queries import answers_of, service_of, visible_to
from lintas.applications.rules import ENDED, Status
from lintas.catalogue.public import Answers, Service
from lintas.kernel.actor import Actor

OF_ONE_PERSON = {"nik", "passport_number"}
MOST = 20


def numbers_of(service: Service, answers: Answers) -> frozenset[str]:
    """The numbers that belong to the person a request is for; those in rows are of others."""
    given = (answers.get(q.id, "") for q in service.questions if q.kind in OF_ONE_PERSON)
    return frozenset(number.casefold()[:LONGEST] for number in given if number)


def overlapping(application: Application, actor: Actor) -> Application | None:
    """Another open request for this service and person that the actor may open.

    One already sent comes before a draft. Where one of the two names no number, both being of the
    same account is enough. Cost: one query.
    """
    others = (
        Application.objects.filter(visible_to(actor), service=application.service)
        .exclude(pk=application.pk)
        .exclude(status__in=ENDED)
        .select_related("answers")
        .order_by("-created_at")[:MOST]
    )
    found = list(_of_the_same(application, others))
    return min(found, key=lambda other: other.status == Status.DRAFT, default=None)


def _of_the_same(application: Application, others: Iterable[Application]) -> Iterator[Application]:
    numbers = numbers_of(service_of(application), answers_of(application))
    for other in others:
        theirs = numbers_of(service_of(other), answers_of(other))
        unsaid = not (numbers and theirs) and other.status != Status.DRAFT
        if numbers & theirs or unsaid:
            yield other


def cases_of_the_same(application: Application, actor: Actor) -> list[Application]:
    """Cases this actor may see for whoever has the same NIK or passport, newest first.

    Cost: one index read of the marks.
    """
    numbers = numbers_of(service_of(application), answers_of(application))
    if not numbers:
        return []
    there = Application.objects.filter(visible_to(actor), answers__marks__value__in=numbers)
    others = there.exclude(pk=application.pk).exclude(status=Status.DRAFT)
    return list(others.distinct().select_related("answers").order_by("-created_at")[:MOST])
