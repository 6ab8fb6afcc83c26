"""What comes in is never what is kept: pictures are drawn anew, PDFs written anew.

The kind is read from the content, never from the name. Source of the habits: OWASP file upload.
"""

import io
import struct
from dataclasses import dataclass

import pi_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from lintas.attachments.errors import (
    FileEmpty,
    FileTooLarge,
    KindNotTaken,
    PictureBroken,
    TooManyPixels,
    TooSmallToRead,
)
from lintas.attachments.sanitise_pdf import clean_pdf

pi_heif.register_heif_opener()

MOST_PIXELS = 60_000_000
LEAST_SIDE = 200
LONGEST_SIDE = 4000
PREVIEW_SIDE = 480
QUALITY = 85
BROKEN = (OSError, ValueError, SyntaxError, MemoryError, RuntimeError, EOFError, struct.error)
"""What decoders raise for content that is not what it claims to be."""
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
    if looks_like_pdf(content):
        whole, pages = clean_pdf(content)
        return Clean("pdf", "application/pdf", whole, b"", 0, 0, pages)
    return _clean_picture(content)


def looks_like_pdf(content: bytes) -> bool:
    return content.lstrip()[:5] == b"%PDF-"


def _clean_picture(content: bytes) -> Clean:
    picture = _opened(content)
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise TooManyPixels
    if min(width, height) < LEAST_SIDE:
        raise TooSmallToRead
    try:
        picture.load()
        flat = _on_white(_upright(picture))
    except BROKEN as trouble:
        raise PictureBroken from trouble
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    whole = _jpeg(flat)
    small = flat.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return Clean("photo", "image/jpeg", whole, _jpeg(small), flat.width, flat.height, 1)


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as its notes say; where those cannot be read, as it is."""
    try:
        return ImageOps.exif_transpose(picture) or picture
    except BROKEN:
        return picture


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
