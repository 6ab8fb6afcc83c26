"""What one case looks like while it is drawn: who looks, at what, and what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from lintas.accounts.public import actor_of
from lintas.applications import public as applications
from lintas.applications.public import CaseView, NotFound
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


def open_case(request: HttpRequest, application_id: UUID) -> CaseView:
    """Raises: Http404 for a case that is not this actor's to see."""
    try:
        return applications.case_view(actor_of(request), application_id)
    except NotFound:
        raise Http404 from None
