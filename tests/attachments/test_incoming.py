"""Pieces in quarantine: acknowledged bytes stay, nothing lies open, what is over goes away."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lintas.attachments import errors
from lintas.attachments.incoming_commands import (
    begin_incoming,
    drop_incoming,
    finish_incoming,
    take_piece,
)
from lintas.attachments.incoming_queries import incoming, incoming_of
from lintas.attachments.models import Attachment, Incoming, IncomingPiece
from lintas.attachments.rules import CLAIM, MOST_UNFINISHED, UNFINISHED_KEPT, readable_name
from lintas.attachments.tasks import sweep_quarantine
from lintas.invariants import broken
from lintas.kernel.ids import new_id
from tests.attachments.cast import CASE, TESTS, begun, stored
from tests.attachments.pictures import picture
from tests.threads import at_once


def lying(settings: object) -> list[Path]:
    return [path for path in Path(settings.QUARANTINE_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_pieces_become_the_file_and_leave_nothing_behind(at: datetime, settings: object) -> None:
    raw = picture()
    one, offset = begun(len(raw), at), 0
    for size in (1, 5000, len(raw)):
        piece = raw[offset : offset + size]
        offset = take_piece(incoming_id=one.id, start=offset, content=piece, at=at)
    assert offset == len(raw)
    assert len(lying(settings)) == 3
    assert all(raw[100:150] not in path.read_bytes() for path in lying(settings))
    assert list(broken()) == []
    found = finish_incoming(incoming_id=one.id, at=at)
    assert found is not None
    assert (found.id, found.kind) == (one.id, "photo")
    assert lying(settings) == []
    assert finish_incoming(incoming_id=one.id, at=at) == found, "asked again it is the same"
    assert list(broken()) == []


@pytest.mark.django_db
def test_a_piece_for_another_place_is_not_taken(at: datetime) -> None:
    one = begun(100, at)
    take_piece(incoming_id=one.id, start=0, content=b"x" * 10, at=at)
    for start, size in ((0, 10), (20, 10), (10, 91)):
        with pytest.raises(errors.OffsetMoved):
            take_piece(incoming_id=one.id, start=start, content=b"x" * size, at=at)
    assert incoming_of(CASE)[0].received == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("length", "refusal"), [(0, errors.FileEmpty), (15 * 1024 * 1024 + 1, errors.FileTooLarge)]
)
def test_the_length_is_judged_before_a_byte_is_taken(
    at: datetime, length: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        begun(length, at)
    assert not Incoming.objects.exists()


@pytest.mark.django_db
def test_nobody_fills_the_disk_with_beginnings(at: datetime) -> None:
    for _ in range(MOST_UNFINISHED):
        begun(10, at)
    with pytest.raises(errors.TooManyAtOnce):
        begun(10, at)


@pytest.mark.django_db
def test_a_refusal_stays_to_be_read_until_the_next_try(at: datetime, settings: object) -> None:
    with pytest.raises(errors.KindNotTaken):
        stored(b"GIF89a" + b"x" * 500, at, name="foto.gif")
    (refused,) = incoming_of(CASE)
    assert (refused.state, refused.refusal) == ("refused", errors.KindNotTaken.sentence)
    assert lying(settings) == []
    assert stored(picture(), at) is not None
    assert incoming_of(CASE) == []


@pytest.mark.django_db
def test_what_is_unfinished_goes_after_its_time_and_what_waits_stays(
    at: datetime, settings: object
) -> None:
    left, going, waiting = begun(10, at), begun(10, at), begun(3, at)
    take_piece(incoming_id=left.id, start=0, content=b"abc", at=at)
    take_piece(incoming_id=waiting.id, start=0, content=b"abc", at=at)
    later = at + UNFINISHED_KEPT - timedelta(hours=1)
    take_piece(incoming_id=going.id, start=0, content=b"abc", at=later)
    sweep_quarantine(at=at + UNFINISHED_KEPT, wall=timezone.now())
    assert incoming(CASE, left.id, at) is None
    assert {i.id for i in incoming_of(CASE)} == {going.id, waiting.id}
    assert len(lying(settings)) == 2


@pytest.mark.django_db
def test_bytes_that_no_upload_names_are_swept(at: datetime, settings: object) -> None:
    one = begun(10, at)
    take_piece(incoming_id=one.id, start=0, content=b"abc", at=at)
    take_piece(incoming_id=one.id, start=3, content=b"abc", at=at)
    IncomingPiece.objects.filter(start=3).delete()  # as a kill between disk and row leaves it
    assert sweep_quarantine(at=at, wall=timezone.now()) == 0, "young ones may be on their way"
    assert sweep_quarantine(at=at, wall=timezone.now() + timedelta(hours=2)) == 1
    drop_incoming(incoming_id=one.id)
    assert lying(settings) == []


@pytest.mark.django_db
def test_an_upload_whose_process_was_killed_is_cleaned_by_the_next(at: datetime) -> None:
    raw = picture()
    one = begun(len(raw), at)
    take_piece(incoming_id=one.id, start=0, content=raw, at=at)
    Incoming.objects.filter(pk=one.id).update(claimed_until=at + CLAIM)
    assert finish_incoming(incoming_id=one.id, at=at) is None, "somebody is at it"
    assert finish_incoming(incoming_id=one.id, at=at + CLAIM) is not None


@pytest.mark.django_db
def test_the_same_id_begins_once(at: datetime) -> None:
    one = new_id()
    for _ in range(2):
        begin_incoming(
            incoming_id=one,
            case=CASE,
            purpose="ktp",
            name="a",
            length=5,
            office="mentawai",
            actor=TESTS,
            at=at,
        )
    assert Incoming.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_that_send_on_at_once_one_is_taken(at: datetime) -> None:
    one = begun(100, at)
    found = at_once(
        4, lambda n: take_piece(incoming_id=one.id, start=0, content=bytes([n]) * 10, at=at)
    )
    assert sorted(map(str, found)).count("10") == 1
    assert sum(isinstance(result, errors.OffsetMoved) for result in found) == 3
    assert list(broken()) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_that_clean_at_once_one_does(at: datetime) -> None:
    raw = picture()
    one = begun(len(raw), at)
    take_piece(incoming_id=one.id, start=0, content=raw, at=at)
    at_once(3, lambda n: finish_incoming(incoming_id=one.id, at=at))
    assert Attachment.objects.count() == 1
    assert list(broken()) == []


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\ktp.jpg", "ktp.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("a\x00b.jpg", "ab.jpg"),
        ("  ktp \n saya.jpg ", "ktp saya.jpg"),
        ("", "ktp"),
        ("../..", "ktp"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
        ("<script>.jpg", "<script>.jpg"),
    ],
)
def test_a_name_is_only_a_name(name: str, read: str) -> None:
    assert readable_name(name, "ktp") == read
