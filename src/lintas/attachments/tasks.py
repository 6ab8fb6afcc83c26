"""What is done about uploads in the background: waiting ones are tried again, the old go away."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from lintas.attachments import storage, stores
from lintas.attachments.errors import UploadRefused
from lintas.attachments.incoming_commands import drop_incoming, finish_incoming
from lintas.attachments.incoming_queries import named_pieces
from lintas.attachments.models import Incoming
from lintas.attachments.queries import named_files
from lintas.kernel import clock

HEAD_START = timedelta(seconds=20)
"""Whoever took the last piece looks at the upload itself; this is for when it was killed."""
ASK_AGAIN_AFTER = timedelta(minutes=2)
PIECE_SPARED = timedelta(hours=1)
FILE_SPARED = timedelta(days=1)


@task()
def finish(incoming_id: str) -> None:
    """Try once more to scan and clean an upload."""
    try:
        finish_incoming(incoming_id=UUID(incoming_id), at=clock.now())
    except UploadRefused:
        return  # the page of its request says so


@transaction.atomic
def ask_waiting(at: datetime) -> int:
    """Leave a task for each upload that waits for its scanner, or lost its process."""
    due = Incoming.objects.filter(state=Incoming.State.WAITING, due_at__lte=at - HEAD_START)
    ids = list(due.values_list("pk", flat=True)[:100])
    for incoming_id in ids:
        finish.enqueue(str(incoming_id))
    Incoming.objects.filter(pk__in=ids).update(due_at=at + ASK_AGAIN_AFTER)
    return len(ids)


def ask_sweep(at: datetime) -> None:
    sweep.enqueue()


@task()
def sweep() -> None:
    """Remove what nobody needs any more."""
    sweep_quarantine(at=clock.now(), wall=timezone.now())
    sweep_files(at=clock.now(), wall=timezone.now())


def sweep_quarantine(*, at: datetime, wall: datetime) -> int:
    """Unfinished uploads past their time, ended ones, and bytes that no upload names.

    `wall` is the machine's own time, which the age of files is told in.
    """
    over = Incoming.objects.filter(expires_at__lte=at).exclude(state=Incoming.State.WAITING)
    for incoming_id in over.values_list("pk", flat=True):
        drop_incoming(incoming_id=incoming_id)
    store = stores.quarantine()
    names = list(storage.unnamed(store, named_pieces, wall - PIECE_SPARED))
    for name in names:
        store.delete(name)
    return len(names)


def sweep_files(*, at: datetime, wall: datetime) -> int:
    """Files that no attachment has held for a day."""
    store = stores.files()
    named = partial(named_files, since=at - FILE_SPARED)
    names = list(storage.unnamed(store, named, wall - FILE_SPARED))
    for name in names:
        store.delete(name)
    return len(names)
