"""What one case looks like while it is drawn: who looks, at what, and what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from lintas.accounts.public import actor_of
from lintas.applications import public as applications
from lintas.applications.public import CaseView, NotFound
from lintas.casework import public as casework
from lintas.casework.public import Ground
from lintas.kernel import clock
from lintas.kernel.actor import Actor

ANSWERS, PAPERS, ACTIONS = "answers", "papers", "actions"
"""The three columns of the page, from left to right."""


@dataclass(frozen=True)
class Sight:
    """A case as somebody of the desk has it before them now."""

    view: CaseView
    actor: Actor
    at: datetime
    typed: Mapping[str, Any]
    """What a refused form held, by field."""


@dataclass(frozen=True)
class Section:
    """One part of the page: `facts` gives what its include shows, None when it has no place now.

    The include is desk/case/_<id>.html; it sees the facts as `own`, beside `view`,
    `application`, `service` and `typed`.
    """

    id: str
    column: str
    facts: Callable[[Sight], Mapping[str, Any] | None]

    @property
    def template(self) -> str:
        return f"desk/case/_{self.id}.html"


class CaseClosed(Http404):
    """A case of this office that is not for this member of staff."""

    def __init__(self, number: str, ground: Ground) -> None:
        super().__init__(number)
        self.number, self.ground = number, ground


def open_case(request: HttpRequest, application_id: UUID) -> CaseView:
    """Raises: Http404 for a case that is not this actor's to see, CaseClosed for one of this
    office that is seen only by breaking glass."""
    actor, at = actor_of(request), clock.now()
    case = applications.held(application_id)
    ground = casework.closed_to(actor, case) if case else None
    if case is not None and ground is not None:
        if casework.open_glass(actor, case.id, at) is None:
            raise Http404 if ground == Ground.OTHER_OFFICE else CaseClosed(case.number, ground)
        actor = replace(actor, cases=frozenset({case.id}))
    try:
        return applications.case_view(actor, application_id)
    except NotFound:
        raise Http404 from None


def is_read_only(request: HttpRequest, application_id: UUID) -> bool:
    """Whether a case stands open by broken glass alone: it is read, nothing is done with it."""
    case = applications.held(application_id)
    return case is not None and casework.closed_to(actor_of(request), case) is not None
