"""The letter a step would send, exactly as it would be kept."""

from datetime import datetime
from uuid import UUID

from lintas.applications.public import Application
from lintas.letters.public import Draft
from lintas.refunds import letters
from lintas.refunds.desk_commands import draft_decision
from lintas.refunds.models import Refund
from lintas.refunds.rules import State


def verdict_letter_of(refund_id: UUID, application: Application, at: datetime) -> Draft | None:
    """None while nothing was proposed."""
    found = Refund.objects.filter(pk=refund_id, state=State.PROPOSED).first()
    return draft_decision(found, application, at) if found else None


def treasury_letter_of(refund_id: UUID, application: Application, at: datetime) -> Draft | None:
    """None while it was not approved, and once it was sent."""
    found = Refund.objects.filter(pk=refund_id, state=State.APPROVED).first()
    return letters.draft(found, application, letters.TREASURY, at) if found else None
