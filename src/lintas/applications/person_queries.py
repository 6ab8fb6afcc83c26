"""What a person sees of their requests elsewhere than on the request's own pages."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.applications.draft_queries import Progress, kept_until, progress_of
from lintas.applications.models import Application
from lintas.applications.party_queries import beside_in, followed
from lintas.applications.queries import (
    find_by_number_and_secret,
    service_of,
    visible_to,
)
from lintas.applications.rules import Status
from lintas.applications.timeline import NEEDS_THE_APPLICANT, status_text
from lintas.kernel.actor import Actor

MOST = 70


@dataclass(frozen=True)
class MyApplication:
    id: UUID
    number: str
    title: object
    status: str
    status_text: object
    needs_action: bool
    since: datetime
    progress: Progress | None = None
    """Of a draft; also until when it is kept."""
    until: date | None = None
    beside: bool = False
    """Somebody else's, of which only the standing may be seen."""
    shared: bool = False
    """Somebody else's, in which this person writes or which they may see."""


@dataclass(frozen=True)
class Standing:
    """Where a request stands, for whoever has its number and secret."""

    number: str
    service: str
    status: str
    status_since: datetime
    due_on: date | None


def _mine(application: Application, *, beside: bool = False, shared: bool = False) -> MyApplication:
    is_draft = application.status == Status.DRAFT
    return MyApplication(
        id=application.id,
        number=application.number,
        title=service_of(application).title,
        status=application.status,
        status_text=status_text(application.status),
        needs_action=application.status in NEEDS_THE_APPLICANT and not beside,
        since=application.status_since,
        progress=progress_of(application) if is_draft else None,
        until=kept_until(application) if is_draft else None,
        beside=beside,
        shared=shared,
    )


def my_applications(actor: Actor) -> list[MyApplication]:
    """A person's requests, and those they help with: what needs them first, then the newest.

    Cost: three queries, and two for the papers of each draft.
    """
    rows = Application.objects.filter(visible_to(actor)).select_related("answers")
    shared = beside_in(actor)
    found = [_mine(row, shared=row.pk in shared) for row in rows.order_by("-created_at")[:MOST]]
    found += [_mine(row, beside=True) for row in followed(actor)]
    return sorted(found, key=lambda m: (not m.needs_action, -m.since.timestamp()))


def standing_of(number: str, secret: str, at: datetime) -> Standing:
    """Raises: NumberOrSecretWrong, TooManyTries."""
    found = find_by_number_and_secret(number, secret, at)
    return Standing(
        number=found.number,
        service=found.service,
        status=found.status,
        status_since=found.status_since,
        due_on=found.due_on,
    )
