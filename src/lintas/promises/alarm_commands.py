"""The alarm before a promise is late, and the word that it is."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import system
from lintas.promises import entries
from lintas.promises.models import Pause, Promise
from lintas.promises.queries import calendar_of
from lintas.promises.rules import Stage, State, stage_of

ALARM = system("promises")
KINDS = {
    Stage.PRESSING: entries.PromisePressing,
    Stage.URGENT: entries.PromiseUrgent,
    Stage.BROKEN: entries.PromiseBroken,
}


def watch_promises(at: datetime) -> None:
    """Raise the alarm of each running promise to where its days stand; paused ones wait.

    Race: the update moves a promise that is quieter only, so each alarm is raised once by
    however many workers.  Cost: one read of the running promises, one statement for each alarm.
    """
    still = Exists(Pause.objects.filter(promise=OuterRef("pk"), ended_on=None))
    rows = Promise.objects.filter(~still, state=State.RUNNING, stage__lt=Stage.BROKEN)
    for promise in list(rows):
        _raise(promise, at)


def _raise(promise: Promise, at: datetime) -> None:
    today = catalogue.office(promise.office).today(at)
    target = promise.announced_on or promise.due_on
    stage = stage_of(calendar_of(promise), promise.started_on, promise.days, target, today)
    if stage <= promise.stage:
        return
    journal.change_and_record(
        Promise.objects.filter(
            pk=promise.pk, state=State.RUNNING, stage__lt=stage, due_on=promise.due_on
        ),
        {"stage": stage},
        KINDS[stage](promise=promise.id, due_on=target),
        subject=promise.subject,
        case=promise.case,
        actor=ALARM,
        office=promise.office,
        at=at,
        rule=promise.rule,
    )
