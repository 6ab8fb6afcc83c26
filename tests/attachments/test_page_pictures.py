"""A page of a kept PDF as a picture: drawn apart, and never more than a picture."""

import io
from datetime import datetime

import pytest
from PIL import Image, ImageDraw

from lintas.attachments.commands import ONE_LOOK, note_look
from lintas.attachments.models import Attachment
from lintas.attachments.page_pictures import page_picture
from lintas.attachments.queries import AttachmentView, NoSuchAttachment, view_of
from lintas.attachments.serving import serve, serve_page
from lintas.journal import public as journal
from tests.attachments.cast import TESTS, stored

pytestmark = pytest.mark.django_db
PAPER = (620, 877)


def pdf(*colours: str) -> bytes:
    """A page for each colour, with a black bar at its top."""
    pages = []
    for colour in colours:
        page = Image.new("RGB", PAPER, colour)
        ImageDraw.Draw(page).rectangle((0, 0, PAPER[0], 80), fill="black")
        pages.append(page)
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def kept(content: bytes, at: datetime) -> AttachmentView:
    found = stored(content, at, name="surat.pdf")
    assert found is not None
    return found


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "JPEG"
    return picture


def near(colour: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(colour, wanted, strict=True))


def test_each_page_is_drawn_upright_and_large_enough_to_read(at: datetime) -> None:
    paper = kept(pdf("red", "blue"), at)
    for page, wanted in ((1, (255, 0, 0)), (2, (0, 0, 255))):
        picture = opened(page_picture(paper, page))
        assert max(picture.size) == 2400
        middle = (picture.width // 2, picture.height // 2)
        assert near(picture.getpixel(middle), wanted)
        assert near(picture.getpixel((middle[0], 20)), (0, 0, 0))


@pytest.mark.parametrize("page", [0, 2, -1, 10**9])
def test_a_page_it_does_not_have_is_not_there(at: datetime, page: int) -> None:
    with pytest.raises(NoSuchAttachment):
        page_picture(kept(pdf("red"), at), page)


def test_what_cannot_be_drawn_is_not_there(at: datetime) -> None:
    paper = kept(pdf("red"), at)
    Attachment.objects.filter(pk=paper.id).update(pages=5)
    with pytest.raises(NoSuchAttachment):
        page_picture(view_of(Attachment.objects.get(pk=paper.id)), 5)


def test_it_is_sent_so_that_it_can_only_be_looked_at(at: datetime) -> None:
    paper = kept(pdf("red"), at)
    page, whole = serve_page(paper, 1), serve(paper, "")
    assert page["Content-Type"] == "image/jpeg"
    assert page["Content-Disposition"].startswith("inline")
    assert whole["Content-Disposition"].startswith("attachment")
    for answer in (page, whole):
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_its_pages_one_after_the_other_are_one_look(at: datetime) -> None:
    paper = kept(pdf("red"), at)
    for moment in (at, at + ONE_LOOK / 2, at + ONE_LOOK * 2):
        note_look(attachment=paper, office="mentawai", actor=TESTS, at=moment)
    kinds = [entry.kind for entry in journal.entries_about(paper.id)]
    assert kinds.count("attachment:viewed") == 2
