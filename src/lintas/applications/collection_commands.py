"""Documents that wait for their owners: reminders, and the end of the wait."""

from datetime import datetime, timedelta

from lintas.applications.entries import CollectionReminded, Uncollected
from lintas.applications.errors import ActionNotOpen
from lintas.applications.handover_models import PostalDelivery
from lintas.applications.handover_queries import waits_from
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.queries import office_of, service_of
from lintas.applications.rules import Action, Status
from lintas.journal import public as journal
from lintas.kernel.actor import system

COLLECTION = system("collection")


def watch_collection(at: datetime) -> None:
    """Remind whoever is late, and cancel what nobody collected in the time the service gives.

    Once for each reminder, however often and by however many workers this runs.
    Cost: one read of the waiting documents, and one statement for each whose day it is.
    """
    ready = Application.objects.filter(status=Status.READY).select_related("made_document")
    # Whoever asked for the post waits for us: the clock stands still.
    for application in ready.exclude(deliveries__state=PostalDelivery.State.ASKED):
        service = service_of(application)
        if service.collection is None:
            continue
        office = office_of(application)
        ready_on = waits_from(application)
        waited = (office.today(at) - ready_on).days
        if waited > service.collection.days:
            _cancel(application, waited, service.collection.rule, at)
            continue
        passed = [days for days in service.collection.warn_after if days <= waited]
        if passed and max(passed) > application.warned_after:
            until = ready_on + timedelta(days=service.collection.days)
            _remind(
                application, CollectionReminded(after_days=max(passed), until=until),
                service.collection.rule, at,
            )  # fmt: skip


def _remind(application: Application, data: CollectionReminded, rule: str, at: datetime) -> None:
    journal.change_and_record(
        Application.objects.filter(
            pk=application.pk, status=Status.READY, warned_after__lt=data.after_days
        ),
        {"warned_after": data.after_days},
        data,
        subject=application.pk,
        case=application.pk,
        actor=COLLECTION,
        office=application.office,
        at=at,
        rule=rule,
    )


def _cancel(application: Application, waited: int, rule: str, at: datetime) -> None:
    """Whoever collects it at this very moment wins."""
    data = Uncollected(after_days=waited)
    try:
        move(application, Action.CANCEL_UNCOLLECTED, data, actor=COLLECTION, at=at, rule=rule)
    except ActionNotOpen:
        return
