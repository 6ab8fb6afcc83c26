"""Saying that a request will be late: the day, the reason, and the letter that says both."""

from datetime import date, datetime

from django.db import transaction

from lintas.applications import letters
from lintas.applications.case_commands import staff_id
from lintas.applications.models import Application
from lintas.applications.promises import follow
from lintas.kernel.actor import Actor
from lintas.promises import public as promises


@transaction.atomic
def declare_delay(
    *,
    application: Application,
    reason: str,
    announced_on: date,
    actor: Actor,
    at: datetime,
    seen: str = "",
) -> None:
    """Raises: NoPromiseRuns, NoLawfulGround, DayNotLater, LetterNotSeen."""
    follow(
        promises.declare_delay(
            subject=application.pk, reason=reason, announced_on=announced_on, actor=actor, at=at
        )
    )
    letter = letters.draft_delay(application, reason, announced_on, at)
    letters.must_be_seen(letter, seen, always=False)
    letters.keep(application, letter, staff_id(actor), actor, at)
