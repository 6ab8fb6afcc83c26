"""An upload comes in piecemeal, waits in quarantine, and becomes an attachment or is refused."""

from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from lintas.attachments import errors, storage, stores
from lintas.attachments.cleaning import clean_apart
from lintas.attachments.entries import AttachmentRefused
from lintas.attachments.incoming_queries import IncomingView, incoming_view
from lintas.attachments.keeping import keep_clean
from lintas.attachments.models import Attachment, Incoming, IncomingPiece
from lintas.attachments.office_keys import office_keys
from lintas.attachments.ports import ScannerAway, StoreAway
from lintas.attachments.queries import AttachmentView, view_of
from lintas.attachments.rules import (
    CLAIM,
    ENDED_KEPT,
    MOST_UNFINISHED,
    UNFINISHED_KEPT,
    pause_after,
    readable_name,
)
from lintas.attachments.scanning import scanner
from lintas.attachments.sealing import Opened, new_key, seal, unwrap, wrap
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind

log = structlog.get_logger(__name__)
State = Incoming.State


def begin_incoming(
    *, incoming_id: UUID, case: UUID, purpose: str, name: str, length: int, office: str,
    actor: Actor, at: datetime,
) -> IncomingView:  # fmt: skip
    """Open an upload of a known length, before any of its bytes; the same id again gives it.

    A new upload for a purpose takes the refusals of earlier ones off the page.
    Raises: FileEmpty, FileTooLarge, TooManyAtOnce.
    """
    if length == 0:
        raise errors.FileEmpty
    if length > settings.UPLOAD_LIMIT_BYTES:
        raise errors.FileTooLarge
    unfinished = Incoming.objects.filter(case=case, state=State.RECEIVING)
    if unfinished.exclude(pk=incoming_id).count() >= MOST_UNFINISHED:
        raise errors.TooManyAtOnce
    Incoming.objects.filter(case=case, purpose=purpose, state=State.REFUSED).delete()
    office_key, wrapped = wrap(office_keys(), new_key(), incoming_id)
    row, _ = Incoming.objects.get_or_create(
        pk=incoming_id,
        defaults={
            "case": case,
            "purpose": purpose,
            "name": readable_name(name, purpose),
            "office": office,
            "account_id": actor.id,
            "length": length,
            "office_key": office_key,
            "wrapped": wrapped,
            "expires_at": at + UNFINISHED_KEPT,
        },
    )
    return incoming_view(row)


def take_piece(*, incoming_id: UUID, start: int, content: bytes, at: datetime) -> int:
    """Keep one piece; when this gives the new offset, the piece survives a power cut.

    Raises: OffsetMoved, StorageAway.
    Race: of two pieces for one place one is taken; the other's bytes are swept.
    """
    row = Incoming.objects.filter(pk=incoming_id, state=State.RECEIVING, received=start).first()
    if row is None or start + len(content) > row.length:
        raise errors.OffsetMoved
    key = unwrap(office_keys(), row.office_key, bytes(row.wrapped), row.pk)
    try:
        sha256 = storage.keep(stores.quarantine(), seal(key, content))
    except StoreAway as trouble:
        raise errors.StorageAway from trouble
    end = start + len(content)
    change = {"received": end, "expires_at": at + UNFINISHED_KEPT}
    if end == row.length:
        change |= {"state": State.WAITING, "due_at": at}
    try:
        with transaction.atomic():
            open_here = Incoming.objects.filter(pk=row.pk, state=State.RECEIVING, received=start)
            if open_here.update(**change) != 1:
                raise errors.OffsetMoved
            IncomingPiece.objects.create(
                incoming=row, start=start, size=len(content), sha256=sha256
            )
    except IntegrityError as trouble:
        raise errors.OffsetMoved from trouble
    return end


def finish_incoming(*, incoming_id: UUID, at: datetime) -> AttachmentView | None:
    """Scan and clean a complete upload; none when it waits on, or another process is at it.

    Raises: subclasses of UploadRefused; the upload's bytes are gone then.
    Race: only who claims it works on it; the claim of a killed process lapses.
    """
    free = Q(claimed_until=None) | Q(claimed_until__lte=at)
    waiting = Incoming.objects.filter(free, pk=incoming_id, state=State.WAITING)
    if waiting.update(claimed_until=at + CLAIM) != 1:
        found = Attachment.objects.filter(pk=incoming_id, removed_at=None).first()
        return view_of(found) if found else None
    row = Incoming.objects.get(pk=incoming_id)
    try:
        attachment = _cleaned(row, at)
    except (ScannerAway, StoreAway, FileNotFoundError) as trouble:
        log.warning("an upload waits in quarantine", incoming=str(row.pk), why=repr(trouble))
        Incoming.objects.filter(pk=row.pk).update(
            claimed_until=None, attempts=F("attempts") + 1, due_at=at + pause_after(row.attempts)
        )
        return None
    except errors.UploadRefused as refusal:
        _end(row, State.REFUSED, type(refusal).__name__, at)
        raise
    _end(row, State.STORED, "", at)
    return attachment


def _cleaned(row: Incoming, at: datetime) -> AttachmentView:
    raw = _raw(row)
    looking = scanner()
    if looking is not None and (found := looking.finding(raw)):
        log.warning("an upload was infected", incoming=str(row.pk), finding=found)
        raise errors.Infected
    return keep_clean(
        clean_apart(raw, settings.UPLOAD_LIMIT_BYTES),
        attachment_id=row.pk,
        case=row.case,
        purpose=row.purpose,
        name=row.name,
        office=row.office,
        actor=Actor(kind=ActorKind.PERSON, id=row.account_id),
        at=at,
    )


def _raw(row: Incoming) -> bytes:
    key = unwrap(office_keys(), row.office_key, bytes(row.wrapped), row.pk)
    pieces = []
    for piece in row.pieces.order_by("start"):
        with Opened(storage.fetch(stores.quarantine(), piece.sha256), key) as opened:
            pieces.append(opened.read())
    return b"".join(pieces)


def _end(row: Incoming, state: str, refusal: str, at: datetime) -> None:
    """The key goes first, then the bytes; a kill in between leaves those to the sweep, unread."""
    names = list(row.pieces.values_list("sha256", flat=True))
    with transaction.atomic():
        row.pieces.all().delete()
        Incoming.objects.filter(pk=row.pk).update(
            state=state,
            refusal=refusal,
            wrapped=b"",
            office_key="",
            claimed_until=None,
            due_at=None,
            expires_at=at + ENDED_KEPT,
        )
        if refusal:
            journal.record(
                AttachmentRefused(purpose=row.purpose, refusal=refusal),
                subject=row.pk,
                case=row.case,
                actor=Actor(kind=ActorKind.PERSON, id=row.account_id),
                office=row.office,
                at=at,
            )
    _drop(names)


def drop_incoming(*, incoming_id: UUID) -> None:
    """Forget an upload with all its bytes, at its owner's wish or when its time is over."""
    row = Incoming.objects.filter(pk=incoming_id).first()
    if row is not None:
        names = list(row.pieces.values_list("sha256", flat=True))
        row.delete()
        _drop(names)


def _drop(names: list[str]) -> None:
    store = stores.quarantine()
    for name in names:
        try:
            store.delete(name)
        except StoreAway:
            log.warning("left to the sweep", name=name)
