"""What comes in is never what is kept: pictures are drawn anew, PDFs written anew.

The kind is read from the content, never from the name. Source of the habits: OWASP file upload.
"""

import io
import struct
from dataclasses import dataclass

import pi_heif
import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from lintas.attachments.errors import (
    FileEmpty,
    FileTooLarge,
    KindNotTaken,
    PdfBroken,
    PdfLocked,
    PdfTooLong,
    PictureBroken,
    TooManyPixels,
    TooSmallToRead,
)

pi_heif.register_heif_opener()

MOST_PIXELS = 60_000_000
LEAST_SIDE = 200
LONGEST_SIDE = 4000
PREVIEW_SIDE = 480
MOST_PAGES = 20
QUALITY = 85
DRAWING_KEYS = {
    *("/Type", "/Parent", "/Contents", "/Resources", "/Rotate", "/Group"),
    *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/UserUnit"),
}
BROKEN = (OSError, ValueError, SyntaxError, MemoryError, RuntimeError, EOFError, struct.error)
"""What decoders raise for content that is not what it claims to be."""
START_OF_SCAN = b"\xff\xda"
NOTES = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""JPEG markers that say nothing about how the picture is drawn."""
FORMATS = ("JPEG", "PNG", "HEIF", "WEBP")


@dataclass(frozen=True)
class Clean:
    """Unit: pixels for a photo, pages in `height` are 0 for a PDF."""

    kind: str
    content_type: str
    whole: bytes
    preview: bytes
    width: int
    height: int
    pages: int


def clean(content: bytes, limit: int) -> Clean:
    """The safe copy of an upload. Raises: subclasses of UploadRefused."""
    if not content:
        raise FileEmpty
    if len(content) > limit:
        raise FileTooLarge
    if content.lstrip()[:5] == b"%PDF-":
        return _clean_pdf(content)
    return _clean_picture(content)


def _clean_picture(content: bytes) -> Clean:
    picture = _opened(content)
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooManyPixels
    if min(width, height) < LEAST_SIDE:
        raise TooSmallToRead
    try:
        picture.load()
        upright = ImageOps.exif_transpose(picture) or picture
        flat = _on_white(upright)
    except BROKEN as trouble:
        raise PictureBroken from trouble
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    whole = _jpeg(flat)
    small = flat.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return Clean("photo", "image/jpeg", whole, _jpeg(small), flat.width, flat.height, 1)


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError as trouble:
        raise KindNotTaken from trouble
    except Image.DecompressionBombError as trouble:
        raise TooManyPixels from trouble
    except BROKEN as trouble:
        raise PictureBroken from trouble


def _on_white(picture: Image.Image) -> Image.Image:
    """Three plain colours, no alpha or metadata; an animation gives its first frame."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGB", layered.size, "white")
        white.paste(layered, mask=layered.getchannel("A"))
        return white
    return picture.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)  # a fresh picture carries no EXIF, no comment, no colour profile
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _clean_pdf(content: bytes) -> Clean:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise PdfLocked
            if len(pdf.pages) == 0:
                raise PdfBroken
            if len(pdf.pages) > MOST_PAGES:
                raise PdfTooLong
            fresh = _without_actions(pdf)
            out = io.BytesIO()
            pages = len(fresh.pages)
            fresh.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as trouble:
        raise PdfLocked from trouble
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError) as trouble:
        raise PdfBroken from trouble
    return Clean("pdf", "application/pdf", out.getvalue(), b"", 0, 0, pages)


def _without_actions(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """Only what draws the pages, in a new file: scripts, forms and embedded files stay behind."""
    fresh = pikepdf.new()
    fresh.pages.extend(pdf.pages)
    for page in fresh.pages:
        for key in [key for key in page.obj.keys() if key not in DRAWING_KEYS]:  # noqa: SIM118
            del page.obj[key]
    for thing in fresh.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            for key in ("/Metadata", "/PieceInfo", "/AF"):
                if key in thing:
                    del thing[key]
        if isinstance(thing, pikepdf.Stream):
            _bare_picture(thing)
    return fresh


def _bare_picture(thing: pikepdf.Stream) -> None:
    """Of a JPEG inside a PDF only what is drawn. Raises: ValueError when it is none."""
    if thing.get("/Filter") != pikepdf.Name.DCTDecode:
        return
    meant = thing.get("/DecodeParms")
    thing.write(_without_notes(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
    if meant is not None:
        thing["/DecodeParms"] = meant


def _without_notes(jpeg: bytes) -> bytes:
    """A JPEG as it was, without its EXIF, XMP and comments (a PDF keeps pictures as they came).

    Source: ITU-T T.81, annex B: markers before the scan; APP0 and APP14 say how colours are meant.
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
    return b"".join([*kept, jpeg[at:]])
