"""The hostile set through the real cleaner: made harmless, or refused in words that help."""

import io
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from django.utils.translation import override
from PIL import Image

from lintas.attachments import errors
from lintas.attachments.models import Attachment
from lintas.attachments.queries import attachments_of, open_attachment
from lintas.invariants import broken
from lintas.kernel.ids import new_id
from tests.attachments.cast import stored
from tests.attachments.hostile.making import MARKS, NEUTRALISED, REFUSED, SCRIPT, photo

pytestmark = pytest.mark.django_db
OUR_SEGMENTS = {0xE0, 0xDB, 0xC2, 0xC4, 0xDA}
"""What our own encoder writes into a JPEG: JFIF, tables, a progressive frame, scans."""


def segments(jpeg: bytes) -> set[int]:
    """The markers of a JPEG. Nothing may stand before its start or behind its end."""
    assert jpeg[:2] == b"\xff\xd8"
    assert jpeg[-2:] == b"\xff\xd9"
    found, at = set(), 2
    while jpeg[at : at + 2] != b"\xff\xd9":
        assert jpeg[at] == 0xFF
        marker = jpeg[at + 1]
        found.add(marker)
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:
            while jpeg[at] != 0xFF or jpeg[at + 1] in {0, *range(0xD0, 0xD8)}:
                at += 1
    assert at == len(jpeg) - 2
    return found


def harmless_photo(content: bytes) -> None:
    assert segments(content) <= OUR_SEGMENTS, "only our encoder's own"
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert not picture.getexif()
        assert not set(picture.info) & {"exif", "xmp", "comment", "icc_profile", "photoshop"}


def harmless_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    with pikepdf.open(io.BytesIO(content)) as found:
        assert set(found.Root.keys()) <= {"/Type", "/Pages"}
        for page in found.pages:
            assert not set(page.obj.keys()) & {"/Annots", "/AA", "/Metadata"}
        for thing in found.objects:
            if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
                assert not set(thing.keys()) & {
                    *("/JS", "/A", "/AA", "/OpenAction", "/EF", "/URI", "/Metadata"),
                    *("/AcroForm", "/Names", "/RichMedia"),
                }
                assert thing.get("/S") not in {"/JavaScript", "/Launch", "/URI", "/GoToR"}
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") != "/XRef":
                content += thing.read_bytes()
    without_marks(content)


def without_marks(content: bytes) -> None:
    assert [mark for mark in MARKS if mark in content] == []


def test_each_is_kept_without_its_harm(at: datetime) -> None:
    for name, made in NEUTRALISED.items():
        raw = made()
        found = stored(raw, at)
        assert found is not None, name
        content = open_attachment(found.id)[0].read()
        assert raw[:200] not in content, name
        without_marks(content)
        if found.kind == "pdf":
            harmless_pdf(content)
        else:
            harmless_photo(content)
            harmless_photo(open_attachment(found.id, "preview")[0].read())


def test_each_is_refused_in_words_that_help_and_nothing_else_is_lost(
    at: datetime, settings: object
) -> None:
    case = new_id()
    before = stored(photo(), at, case=case)
    for name, (refusal, made) in REFUSED.items():
        raw = made()
        assert len(raw) < settings.UPLOAD_LIMIT_BYTES, name
        with pytest.raises(getattr(errors, refusal)) as caught:
            stored(raw, at, case=case, name="surat.pdf")
        in_words_that_help(caught.value)
        assert attachments_of(case) == [before], name
    assert Attachment.objects.count() == 1
    assert [p for p in Path(settings.QUARANTINE_ROOT).rglob("*") if p.is_file()] == []
    assert list(broken()) == []


def in_words_that_help(refusal: errors.UploadRefused) -> None:
    for language, doing in (("id", ("oto", "impan", "nggah")), ("en", ("hoto", "ave", "pload"))):
        with override(language):
            sentence = str(refusal)
        assert len(sentence) > 40
        assert any(word in sentence for word in doing), "it says what to do next"


def test_the_set_is_hostile() -> None:
    """A set that had nothing in it would pass everything above."""
    for name, made in NEUTRALISED.items():
        raw = made()
        text = raw
        if raw.lstrip().startswith(b"%PDF"):
            with pikepdf.open(io.BytesIO(raw)) as opened:
                text += b" ".join(str(thing).encode() for thing in opened.objects)
                text += b" ".join(repr(thing).encode() for thing in opened.objects)
        assert any(mark in text for mark in (*MARKS, SCRIPT)), name
