"""Questions about applications; whether the asker may know is part of each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from lintas.accounts.public import rate_limit
from lintas.applications import secrets
from lintas.applications.errors import NumberOrSecretWrong
from lintas.applications.models import Application, Decision
from lintas.applications.party_models import Party
from lintas.applications.rules import CASE_ROLES, Status
from lintas.attachments import public as attachments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Service
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.numbers import read_number


class NotFound(LookupError):
    """There is no such application for this actor: absent and forbidden look alike."""


def visible_to(actor: Actor) -> Q:
    """Which applications an actor may know of, with all that is in them.

    People: those of their account, those this browser opened with the secret, and those they
    write in beside the applicant: as a draft, and later as far as the applicant allows it.
    """
    if actor.is_staff:
        ours = Q(office=actor.office) | Q(pk__in=actor.cases)
        return ours if actor.has(*CASE_ROLES) else Q(pk__in=[])
    if actor.id is None:
        return _own(actor)
    beside = Party.objects.filter(account_id=actor.id, ended_at=None).filter(
        Q(application__status=Status.DRAFT) | Q(may_see=True)
    )
    return _own(actor) | Q(pk__in=beside.values("application_id"))


def _own(actor: Actor) -> Q:
    """Of those, what is a person's own."""
    opened = Q(door__in=actor.cases)
    return opened if actor.id is None else opened | Q(account_id=actor.id)


def held_by(staff_id: UUID) -> Q:
    """Whose hands a case is in: whoever reviews it, whoever has it to decide."""
    return Q(decider=staff_id) | Q(reviewed_by=staff_id)


NOBODY = UUID(int=0)
"""In place of the account of a visitor who has none."""


def application_for(actor: Actor, application_id: UUID) -> Application:
    """Raises: NotFound.  Cost: one query with the answers; a second for who stands beside.

    Nearly everybody asks for their own, and that question takes PostgreSQL a tenth of the other.
    """
    found = (
        None
        if actor.is_staff
        else _OWN.first(application_id, list(actor.cases), actor.id or NOBODY)
    )
    if found is None:
        named = Application.objects.select_related("answers").filter(pk=application_id)
        found = named.filter(visible_to(actor)).first()
    if found is None:
        raise NotFound
    return found


_OWN = journal.Prepared(
    lambda pk, cases, account: Application.objects.select_related("answers").filter(
        Q(door__any_of=cases) | Q(account_id=account), pk=pk
    )
)


def service_of(application: Application) -> Service:
    """The service in the version the application was begun under."""
    return catalogue.service(application.service, application.service_version)


def office_of(application: Application) -> Office:
    return catalogue.office(application.office)


def answers_of(application: Application) -> Mapping[str, str]:
    data: dict[str, str] = application.answers.data
    return data


def secret_of(application: Application) -> str:
    return secrets.secret_of(application.id, application.salt)


def applications_of(account_id: UUID) -> Sequence[Application]:
    """Newest first. Cost: one index read."""
    return list(
        Application.objects.filter(account_id=account_id)
        .select_related("answers")
        .order_by("-created_at")[:50]
    )


def find_by_number_and_secret(number: str, secret: str, at: datetime) -> Application:
    """The application that goes with a number and its secret.

    Raises: NumberOrSecretWrong, TooManyTries (each number ten times an hour).
    """
    read = read_number(number)
    if read is None:
        raise NumberOrSecretWrong
    rate_limit(f"secret:{read}", most=10, per=timedelta(hours=1), at=at)
    found = Application.objects.filter(number=read).first()
    if found is None or not secrets.fits(secret, found.id, found.salt):
        raise NumberOrSecretWrong
    return found


@dataclass(frozen=True)
class Missing:
    """Something still to do before sending: where, and what it is called."""

    kind: str  # "question" or "paper"
    id: str
    title: str
    page: str


def missing_from(application: Application, service: Service) -> list[Missing]:
    """Cost: one query for the papers."""
    answers = answers_of(application)
    questions = [
        Missing("question", q.id, str(q.label), page.id)
        for page in service.visible_pages(answers)
        for q in service.questions_on(page, answers)
        if q.required and not answers.get(q.id)
    ]
    there = {a.purpose for a in attachments.attachments_of(application.id)}
    papers = [
        Missing("paper", paper.id, str(paper.title), "")
        for paper in service.papers_for(answers)
        if paper.required and paper.id not in there
    ]
    return questions + papers


def standing_decision_of(case: UUID) -> Decision | None:
    """What was decided and not set aside since. Cost: one index read."""
    found: Decision | None = _STANDING.first(case)
    return found


_STANDING = journal.Prepared(
    lambda case: Decision.objects.filter(application=case, set_aside_at=None).order_by("pk")[:1],
    of_case=True,
)
