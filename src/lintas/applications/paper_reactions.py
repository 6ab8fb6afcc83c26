"""What the news of an upload does to its application."""

from datetime import datetime

from django.db import transaction

from lintas.applications.case_commands import resubmit
from lintas.applications.entries import SendingStopped, SendingUnfit
from lintas.applications.models import Answers, Application, Correction, SendWish
from lintas.applications.sending_commands import submit
from lintas.applications.wish_commands import fall, say_of_sending
from lintas.applications.wish_queries import WISHED_WHILE, lacking_of
from lintas.journal.public import EntryView
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, system
from lintas.kernel.errors import Refused

SENDING = system("sending")


def note_paper(entry: EntryView) -> None:
    """Reaction to `attachment:stored`: a paper that was asked for again has come.

    It may come long after its last byte, when the scanner was away in between.
    """
    asked = Correction.objects.filter(application=entry.case, item=f"paper:{entry.data.purpose}")
    asked.filter(done_at=None, asked_at__lte=entry.at).update(done_at=entry.at)


def send_as_wished(entry: EntryView) -> None:
    """Reaction to `attachment:stored`: if that was the last paper that was waited for, send.

    The time is now, not that of the entry: the time to pay begins when the bill is made. What the
    paper corrects is noted here too, since `note_paper` may have its turn later.
    """
    found = _waiting(entry)
    if found is None:
        return
    answers, wish = found
    note_paper(entry)
    lacking, at = lacking_of(answers.application), max(entry.at, clock.now())
    if lacking.uploads or lacking.to_do:  # what came to lack has an entry of its own, which tells
        return
    try:
        with transaction.atomic():
            _send(answers.application, wish, at)
    except Refused:
        _unfit(answers, wish, at)


def _send(application: Application, wish: SendWish, at: datetime) -> None:
    person = Actor(kind=ActorKind.PERSON, id=wish.account_id)
    if wish.bill is None:
        resubmit(application=application, actor=person, at=at)
    else:
        submit(application=application, bill_id=wish.bill, actor=person, at=at)


def stop_sending(entry: EntryView) -> None:
    """Reaction to `attachment:refused`: the person hears which paper did not pass."""
    found = _waiting(entry)
    if found is None:
        return
    answers, wish = found
    purpose = entry.data.purpose
    fall(answers, SendWish.Because.PAPER, entry.at, paper=purpose)
    stopped = SendingStopped(paper=purpose, account=wish.account_id)
    say_of_sending(answers.application, stopped, SENDING, entry.at)


def _unfit(answers: Answers, wish: SendWish, at: datetime) -> None:
    """The rules or the fee changed between the wish and the scanner's word."""
    fall(answers, SendWish.Because.UNFIT, at)
    say_of_sending(answers.application, SendingUnfit(account=wish.account_id), SENDING, at)


def _waiting(entry: EntryView) -> tuple[Answers, SendWish] | None:
    """The wish that waits in this case. Race: locked, so that a wish made just now is seen."""
    rows = Answers.objects.select_for_update(of=("self",)).select_related("application")
    answers = rows.filter(pk__in=[entry.case]).first()
    if answers is None or answers.application.status not in WISHED_WHILE:
        return None
    wish = SendWish.objects.filter(pk=answers.pk, fell_at=None).first()
    return (answers, wish) if wish is not None else None
