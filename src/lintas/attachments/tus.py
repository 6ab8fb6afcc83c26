"""Resumable uploads by tus 1.0.0 with creation, checksum, expiration and termination.

HTTP only: who may upload what is the caller's to know. Source: tus.io/protocols/resumable-upload.
An offset is told only once the bytes before it are on disk. A piece with a checksum is taken whole
or not at all; one without is kept as far as it came when the line breaks.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from lintas.attachments.errors import FileTooLarge, OffsetMoved, StorageAway, UploadRefused
from lintas.attachments.incoming_commands import (
    begin_incoming,
    drop_incoming,
    finish_incoming,
    take_piece,
)
from lintas.attachments.incoming_queries import IncomingView, incoming
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
DIGESTS: Mapping[str, Callable[[bytes], "hashlib._Hash"]] = {
    "sha1": hashlib.sha1,
    "sha256": hashlib.sha256,
}
KIND = "application/offset+octet-stream"
AT_ONCE = 512 * 1024
"""So much of a long piece is made durable at a time."""


class TusWrong(Exception):
    """The client asked for something the protocol does not allow."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True)
class Uploader:
    """On whose behalf, and for which case and office, bytes are taken."""

    case: UUID
    office: str
    actor: Actor


def begin(
    request: HttpRequest, who: Uploader, *, purposes: set[str], address: Callable[[UUID], str]
) -> HttpResponse:
    """POST and OPTIONS of the address where uploads begin; `address` is where one goes on."""
    return _answered(request, {"POST": lambda: _created(request, who, purposes, address)})


def go_on(request: HttpRequest, who: Uploader, incoming_id: UUID) -> HttpResponse:
    """HEAD, PATCH, DELETE and OPTIONS of one upload of this case."""
    return _answered(
        request,
        {
            "HEAD": lambda: _told(_found(who, incoming_id)),
            "PATCH": lambda: _taken(request, _found(who, incoming_id)),
            "DELETE": lambda: _dropped(_found(who, incoming_id)),
        },
    )


def _answered(request: HttpRequest, ways: Mapping[str, Callable[[], HttpResponse]]) -> HttpResponse:
    method = request.method or ""
    if method == "POST":  # for clients whose network forbids other verbs
        method = request.headers.get("X-HTTP-Method-Override", method).upper()
    try:
        answer = _way(request, method, ways)()
    except TusWrong as wrong:
        answer = HttpResponse(str(wrong), status=wrong.status, content_type="text/plain")
    except FileTooLarge as refusal:
        answer = _refused(refusal, 413)
    except StorageAway as refusal:
        answer = _refused(refusal, 503)
    except OffsetMoved as refusal:
        answer = _refused(refusal, 409)
    except UploadRefused as refusal:
        answer = _refused(refusal, 422)
    answer["Tus-Resumable"] = VERSION
    answer["Cache-Control"] = "no-store"
    return answer


def _way(
    request: HttpRequest, method: str, ways: Mapping[str, Callable[[], HttpResponse]]
) -> Callable[[], HttpResponse]:
    if method == "OPTIONS":
        return _abilities
    if method not in ways:
        raise TusWrong(405, f"{method} is not answered here.")
    if request.headers.get("Tus-Resumable") != VERSION:
        return _other_version
    return ways[method]


def _refused(refusal: Exception, status: int) -> HttpResponse:
    return HttpResponse(str(refusal), status=status, content_type="text/plain; charset=utf-8")


def _abilities() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["Tus-Version"] = VERSION
    answer["Tus-Extension"] = EXTENSIONS
    answer["Tus-Max-Size"] = str(settings.UPLOAD_LIMIT_BYTES)
    answer["Tus-Checksum-Algorithm"] = ",".join(DIGESTS)
    return answer


def _other_version() -> HttpResponse:
    answer = HttpResponse(status=412)
    answer["Tus-Version"] = VERSION
    return answer


def _created(
    request: HttpRequest, who: Uploader, purposes: set[str], address: Callable[[UUID], str]
) -> HttpResponse:
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    if told.get("paper", "") not in purposes:
        raise TusWrong(400, "Upload-Metadata must name the paper.")
    row = begin_incoming(
        incoming_id=new_id(),
        case=who.case,
        purpose=told["paper"],
        name=told.get("filename", ""),
        length=_number(request, "Upload-Length"),
        office=who.office,
        actor=who.actor,
        at=clock.now(),
    )
    answer = HttpResponse(status=201)
    answer["Location"] = address(row.id)
    answer["Upload-Expires"] = http_date(row.expires_at.timestamp())
    return answer


def _found(who: Uploader, incoming_id: UUID) -> IncomingView:
    row = incoming(who.case, incoming_id, clock.now())
    if row is None:
        raise TusWrong(404, "No such upload.")
    return row


def _told(row: IncomingView) -> HttpResponse:
    answer = HttpResponse(status=200)
    answer["Upload-Offset"] = str(row.received)
    answer["Upload-Length"] = str(row.length)
    return answer


def _dropped(row: IncomingView) -> HttpResponse:
    drop_incoming(incoming_id=row.id)
    return HttpResponse(status=204)


def _taken(request: HttpRequest, row: IncomingView) -> HttpResponse:
    if request.content_type != KIND:
        raise TusWrong(415, f"A piece is {KIND}.")
    offset = _number(request, "Upload-Offset")
    if offset != row.received:
        raise OffsetMoved
    if offset + int(request.META.get("CONTENT_LENGTH") or 0) > row.length:
        raise FileTooLarge
    for piece in _pieces(request):
        offset = take_piece(incoming_id=row.id, start=offset, content=piece, at=clock.now())
    if offset == row.length:
        finish_incoming(incoming_id=row.id, at=clock.now())
    answer = HttpResponse(status=204)
    answer["Upload-Offset"] = str(offset)
    now = incoming(row.case, row.id, clock.now())
    if now is not None and now.state == "receiving":
        answer["Upload-Expires"] = http_date(now.expires_at.timestamp())
    return answer


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """What is to be kept, each in turn."""
    told = request.headers.get("Upload-Checksum", "")
    if told:
        whole = b"".join(_read(request))
        _agree(told, whole)
        if whole:
            yield whole
        return
    yield from _read(request)


def _read(request: HttpRequest) -> Iterator[bytes]:
    while True:
        piece, broken = b"", False
        while len(piece) < AT_ONCE and not broken:
            try:
                more = request.read(min(64 * 1024, AT_ONCE - len(piece)))
            except OSError:  # the line broke: what came is kept
                more = b""
            broken = more == b""
            piece += more
        if piece:
            yield piece
        if broken:
            return


def _agree(told: str, piece: bytes) -> None:
    """Source: tus checksum extension; 460 is its own status."""
    name, _, coded = told.partition(" ")
    if name not in DIGESTS:
        raise TusWrong(400, f"Checksums are {', '.join(DIGESTS)}.")
    if base64.b64encode(DIGESTS[name](piece).digest()).decode() != coded.strip():
        raise TusWrong(460, "Checksum mismatch: send this piece again.")


def _metadata(header: str) -> dict[str, str]:
    found = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, coded = pair.partition(" ")
        try:
            found[key] = base64.b64decode(coded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as trouble:
            raise TusWrong(400, "Upload-Metadata cannot be read.") from trouble
    return found


def _number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise TusWrong(400, f"{header} is missing.")
    return int(text)
