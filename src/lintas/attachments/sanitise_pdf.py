"""PDFs written anew: only what draws the pages is carried over, and nothing in it acts or unfolds.

What somebody typed into a form is drawn onto the page first, as its fields stay behind.
"""

import io
from typing import Any

import pikepdf
from pikepdf import Name, Pdf, Stream

from lintas.attachments.errors import PdfBroken, PdfLocked, PdfTooHeavy, PdfTooLong

MOST_PAGES = 20
MOST_PIXELS = 60_000_000
MOST_UNFOLDED = 250 * 1024 * 1024
"""Bytes of all streams together once decoded, so that no bomb waits for whoever looks at it."""
DRAWING_KEYS = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/Rotate", "/Group"),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/UserUnit"),
}
NEVER_DRAWN = {
    *("/Metadata", "/PieceInfo", "/AF", "/A", "/AA", "/JS", "/EF", "/OpenAction", "/URI"),
    *("/LastModified", "/OPI", "/Measure", "/PtData"),
}
PICTURES = {Name.DCTDecode, Name.JPXDecode, Name.CCITTFaxDecode, Name.JBIG2Decode}
"""Their size is told beside them; they are left as they are."""
START_OF_SCAN = b"\xff\xda"
NOTES = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""JPEG markers that say nothing about how the picture is drawn."""


def clean_pdf(content: bytes) -> tuple[bytes, int]:
    """The safe copy and how many pages it has. Raises: PdfBroken, PdfLocked, PdfTooHeavy, …"""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise PdfLocked
            if len(pdf.pages) == 0:
                raise PdfBroken
            if len(pdf.pages) > MOST_PAGES:
                raise PdfTooLong
            _draw_what_was_filled_in(pdf)
            fresh = _without_actions(pdf)
            _weigh(fresh)
            out = io.BytesIO()
            pages = len(fresh.pages)
            fresh.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as trouble:
        raise PdfLocked from trouble
    except MemoryError as trouble:
        raise PdfTooHeavy from trouble
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError, TypeError) as trouble:
        raise PdfBroken from trouble
    return out.getvalue(), pages


def _draw_what_was_filled_in(pdf: Pdf) -> None:
    """Fields become part of the page as they look; what acts about them is dropped afterwards."""
    if all("/Annots" not in page.obj for page in pdf.pages):
        return
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _without_actions(pdf: Pdf) -> Pdf:
    """Only what draws the pages, in a new file: scripts, forms and embedded files stay behind."""
    fresh = pikepdf.new()
    fresh.pages.extend(pdf.pages)
    for page in fresh.pages:
        for key in [key for key in page.obj.keys() if key not in DRAWING_KEYS]:  # noqa: SIM118
            del page.obj[key]
    for thing in fresh.objects:
        if isinstance(thing, Stream | pikepdf.Dictionary):
            for key in NEVER_DRAWN:
                if key in thing:
                    del thing[key]
        if isinstance(thing, Stream):
            _bare_picture(thing)
    return fresh


def _weigh(pdf: Pdf) -> None:
    """Raises: PdfTooHeavy."""
    total = 0
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            continue
        if thing.get("/Subtype") == Name.Image:
            width, height = int(thing.get("/Width", 0)), int(thing.get("/Height", 0))
            if width * height > MOST_PIXELS:
                raise PdfTooHeavy
        if not PICTURES & set(_filters(thing)):
            total += len(thing.read_bytes())
        if total > MOST_UNFOLDED:
            raise PdfTooHeavy


def _filters(thing: Stream) -> list[pikepdf.Object]:
    told: Any = thing.get("/Filter", [])
    return [told] if isinstance(told, Name) else list(told)


def _bare_picture(thing: Stream) -> None:
    """Of a JPEG inside a PDF only what is drawn. Raises: ValueError when it is none."""
    if _filters(thing) != [Name.DCTDecode]:
        return
    meant = thing.get("/DecodeParms")
    thing.write(_without_notes(thing.read_raw_bytes()), filter=Name.DCTDecode)
    if meant is not None:
        thing["/DecodeParms"] = meant


def _without_notes(jpeg: bytes) -> bytes:
    """A JPEG as it was, without its EXIF, XMP and comments (a PDF keeps pictures as they came).

    Source: ITU-T T.81, annex B: markers before the scan; APP0 and APP14 say how colours are meant.
    What follows the picture's end is no picture.
    Raises: ValueError when the markers do not follow each other.
    """
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 2] != START_OF_SCAN:
        if at + 4 > len(jpeg) or jpeg[at] != 0xFF:
            raise ValueError("not a JPEG")
        marker, size = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker not in NOTES:
            kept.append(jpeg[at : at + 2 + size])
        at += 2 + size
    end = jpeg.rfind(b"\xff\xd9", at)
    return b"".join([*kept, jpeg[at : end + 2] if end > 0 else jpeg[at:]])
