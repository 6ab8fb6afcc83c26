"""More time to pay, once, for whoever was without signal when the hold ended."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications.entries import HoldRenewed
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.opening import with_application
from lintas.applications.rules import Action
from lintas.applications.views import show_status
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.payments import public as payments


@transaction.atomic
def renew_hold(*, application: Application, bill_id: UUID, actor: Actor, at: datetime) -> None:
    """A lapsed request waits for its payment again, under a new code.

    Raises: ActionNotOpen, and what payments refuses.  Rule: perpanjang-tahan-sekali.
    """
    lapsed = payments.bill_of(application.pk)
    if lapsed is None:
        raise ActionNotOpen
    hold_until = at + timedelta(minutes=settings.PAYMENT_HOLD_MINUTES)
    bill = payments.renew_bill(
        bill_id=lapsed.id, renewal_id=bill_id, hold_until=hold_until, actor=actor, at=at
    )
    data = HoldRenewed(bill=bill.id, hold_until=hold_until)
    move(application, Action.RENEW_HOLD, data, actor=actor, at=at)


@anyone
@with_application
@require_POST
def renew(request: HttpRequest, application: Application) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    try:
        renew_hold(application=application, bill_id=new_id(), actor=actor, at=at)
    except Refused as refusal:
        application.refresh_from_db()
        return show_status(request, application, str(refusal))
    return redirect("applications:pay", application.pk)
