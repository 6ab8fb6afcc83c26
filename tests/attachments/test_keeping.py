"""Files at rest: nobody reads them without their key, and erasing the key erases the file."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from lintas.attachments import storage, stores
from lintas.attachments.commands import copy_attachments, remove_attachment
from lintas.attachments.invariants import check_attachments
from lintas.attachments.models import Attachment, AttachmentKey, Incoming
from lintas.attachments.office_keys import new_line
from lintas.attachments.queries import (
    NoSuchAttachment,
    attachments_of,
    key_of,
    open_attachment,
)
from lintas.attachments.rewrapping import counts, rewrap
from lintas.attachments.sealing import Opened, SealBroken, unwrap
from lintas.attachments.tasks import sweep_files
from lintas.invariants import broken
from lintas.journal.models import Entry
from lintas.kernel.ids import new_id
from tests.attachments.cast import CASE, TESTS, stored
from tests.attachments.pictures import picture

pytestmark = pytest.mark.django_db


def everything_under(folder: str | Path) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_no_byte_of_a_file_lies_open_on_the_disk(at: datetime, settings: object) -> None:
    raw = picture()
    found = stored(raw, at)
    assert found is not None
    file, kind = open_attachment(found.id)
    whole = file.read()
    assert (kind, whole[:2], len(whole)) == ("image/jpeg", b"\xff\xd8", found.byte_count)
    lying = everything_under(settings.MEDIA_ROOT)
    assert len(lying) == 2  # the photo and its small copy
    for path in lying:
        content = path.read_bytes()
        assert content.startswith(b"LINTAS1\n")
        assert b"JFIF" not in content
        assert whole[2000:2100] not in content
    assert everything_under(settings.QUARANTINE_ROOT) == []


def test_two_people_with_the_same_paper_have_nothing_in_common(at: datetime) -> None:
    raw = picture()
    for _ in range(2):
        stored(raw, at, case=new_id())
    one, other = Attachment.objects.all()
    assert one.sha256 != other.sha256
    told = {e.data["sha256"] for e in Entry.objects.filter(kind="attachment:stored")}
    assert told == {one.sha256, other.sha256}


def test_whoever_removes_a_file_leaves_bytes_that_nobody_can_open(
    at: datetime, settings: object
) -> None:
    found = stored(picture(), at)
    assert found is not None
    row = Attachment.objects.get(pk=found.id)
    remove_attachment(attachment_id=found.id, office="mentawai", actor=TESTS, at=at)
    assert len(everything_under(settings.MEDIA_ROOT)) == 2, "the bytes are still on the disk"
    with pytest.raises(NoSuchAttachment):
        open_attachment(found.id)
    with pytest.raises(NoSuchAttachment):
        key_of(row)
    # Whoever has the disk, the database and the office's key still has no key that fits.
    other = stored(picture(), at)
    assert other is not None
    for key in AttachmentKey.objects.all():
        from lintas.attachments.office_keys import office_keys

        opened = unwrap(office_keys(), key.office_key, bytes(key.wrapped), key.pk)
        with pytest.raises(SealBroken):
            Opened(storage.fetch(stores.files(), row.sha256), opened)
    assert list(broken()) == []


def test_a_copy_opens_when_the_first_is_erased(at: datetime, settings: object) -> None:
    found, target = stored(picture(), at), new_id()
    assert found is not None
    more = {"office": "mentawai", "actor": TESTS, "at": at}
    for _ in range(2):
        copy_attachments(source=CASE, target=target, purposes=["ktp"], **more)
    (copy,) = attachments_of(target)
    assert len(everything_under(settings.MEDIA_ROOT)) == 2, "the content is kept once"
    remove_attachment(attachment_id=found.id, office="mentawai", actor=TESTS, at=at)
    assert open_attachment(copy.id)[0].read()[:2] == b"\xff\xd8"


def test_rewrapping_moves_every_key_and_opens_every_file(
    at: datetime, settings: object, tmp_path: Path
) -> None:
    settings.OFFICE_KEYS = tmp_path / "keys"
    old, new = new_line("old"), new_line("new")
    settings.OFFICE_KEYS.write_text(old)
    found = stored(picture(), at)
    assert found is not None
    assert counts() == {"old": 1}
    settings.OFFICE_KEYS.write_text(old + new)
    later = stored(picture(), at)
    assert later is not None
    assert (counts(), rewrap(), rewrap(), counts()) == (
        {"old": 1, "new": 1},
        1,
        0,
        {"new": 2},
    )
    settings.OFFICE_KEYS.write_text(new)  # the old key may be destroyed now
    for one in (found, later):
        assert open_attachment(one.id)[0].read()[:2] == b"\xff\xd8"


def test_the_sweep_takes_what_nobody_holds_and_nothing_else(at: datetime, settings: object) -> None:
    kept, gone = stored(picture(), at), stored(picture(), at)
    assert kept
    assert gone
    storage.keep(stores.files(), b"left by a kill")
    remove_attachment(attachment_id=gone.id, office="mentawai", actor=TESTS, at=at)
    for path in everything_under(settings.MEDIA_ROOT):
        os.utime(path, (0, 0))
    wall = timezone.now()
    assert sweep_files(at=at, wall=wall) == 1, "what was removed today is spared: a copy may come"
    assert sweep_files(at=at + timedelta(days=2), wall=wall) == 2
    assert len(everything_under(settings.MEDIA_ROOT)) == 2
    assert open_attachment(kept.id)[0].read()[:2] == b"\xff\xd8"


def test_an_altered_or_missing_file_is_told(at: datetime, settings: object) -> None:
    stored(picture(), at)
    one, other = everything_under(settings.MEDIA_ROOT)
    one.write_bytes(one.read_bytes()[:-1])
    other.unlink()
    assert len(list(check_attachments())) == 2


def test_the_command_makes_counts_and_moves_keys(
    at: datetime, settings: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("office_keys", "new", "2026-12")
    settings.OFFICE_KEYS = tmp_path / "keys"
    settings.OFFICE_KEYS.write_text(capsys.readouterr().out)
    stored(picture(), at)
    call_command("office_keys", "rewrap")
    assert "2026-12: 1 files" in capsys.readouterr().out
    assert Incoming.objects.get().office_key == "", "an upload that has ended has no key"
