"""Sending a corrected request: at once, or as soon as its last paper has passed the scanner."""

from datetime import datetime

from django.db import transaction

from lintas.applications.case_commands import resubmit
from lintas.applications.confirmation_commands import require_confirmed
from lintas.applications.errors import ActionNotOpen, StillToCorrect
from lintas.applications.models import Answers, Application
from lintas.applications.rules import Status
from lintas.applications.wish_commands import wish_to_send
from lintas.applications.wish_queries import lacking_of, still_to_correct
from lintas.kernel.actor import Actor


@transaction.atomic
def send_corrected(*, application: Application, actor: Actor, at: datetime) -> None:
    """Send it now; or, where nothing but the scanner's word is waited for, as soon as that comes.

    Raises: what `resubmit` and `wish_to_send` raise.
    Race: the answers' row is locked, as it is by whoever hears of the last paper.
    """
    application.answers = Answers.objects.select_for_update().get(pk=application.pk)
    if not Application.objects.filter(pk=application.pk, status=Status.RETURNED).exists():
        raise ActionNotOpen
    lacking, asked = lacking_of(application), still_to_correct(application)
    coming = {f"paper:{paper}" for paper in lacking.uploads}
    if lacking.to_do or asked - coming:
        raise StillToCorrect
    if not lacking.waiting and not asked:
        resubmit(application=application, actor=actor, at=at)
        return
    require_confirmed(application, actor)
    wish_to_send(application=application, bill_id=None, actor=actor, at=at)
