import io

import pi_heif
import pikepdf
import pytest
from PIL import Image

from lintas.attachments import errors
from lintas.attachments.sanitise import clean

LIMIT = 15 * 1024 * 1024


def picture(kind: str = "JPEG", size: tuple[int, int] = (800, 600), **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def pdf(pages: int = 1, **saving: object) -> tuple[pikepdf.Pdf, io.BytesIO]:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    return made, out


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_where_a_photo_was_taken_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    exif.get_ifd(0x8825)[1] = "S"
    found = clean(picture(exif=exif), LIMIT)
    assert (found.kind, found.width, found.height) == ("photo", 600, 800)
    assert not opened(found.whole).getexif()
    assert not opened(found.preview).getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_become_plain_jpeg(kind: str) -> None:
    found = clean(picture(kind), LIMIT)
    assert opened(found.whole).format == "JPEG"
    assert max(opened(found.preview).size) == 480


def test_heic_is_read() -> None:
    assert "HEIF" in Image.registered_extensions().values()
    assert pi_heif.is_supported(b"\x00\x00\x00\x18ftypheic")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b"hello", errors.KindNotTaken),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.KindNotTaken),
        (picture()[:4000], errors.PictureBroken),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 400, errors.UploadRefused),
        (picture(size=(100, 90)), errors.TooSmallToRead),
        (b"%PDF-1.7 nothing more", errors.PdfBroken),
        (b"x" * (LIMIT + 1), errors.FileTooLarge),
    ],
    ids=["empty", "text", "svg", "cut off", "broken heic", "small", "broken pdf", "large"],
)
def test_what_is_refused_says_why_and_what_to_do(
    content: bytes, refusal: type[errors.UploadRefused]
) -> None:
    with pytest.raises(refusal) as caught:
        clean(content, LIMIT)
    assert len(str(caught.value.sentence)) > 30


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    with pytest.raises(errors.TooManyPixels):
        clean(out.getvalue(), LIMIT)


def test_a_pdf_keeps_its_pages_and_loses_what_acts() -> None:
    made, out = pdf(2)
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.pages[0].obj["/AA"] = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript))
    made.pages[0].obj["/AF"] = pikepdf.Array([])
    made.attachments["virus.exe"] = b"MZ"
    made.save(out)
    found = clean(out.getvalue(), LIMIT)
    assert (found.kind, found.pages) == ("pdf", 2)
    with pikepdf.open(io.BytesIO(found.whole)) as safe:
        assert "/OpenAction" not in safe.Root
        assert "/Names" not in safe.Root
        assert not set(safe.pages[0].obj.keys()) & {"/AA", "/AF"}
    assert b"JavaScript" not in found.whole
    assert b"virus" not in found.whole


def test_a_locked_and_a_long_pdf_are_refused() -> None:
    made, out = pdf()
    made.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    with pytest.raises(errors.PdfLocked):
        clean(out.getvalue(), LIMIT)
    made, out = pdf(21)
    made.save(out)
    with pytest.raises(errors.PdfTooLong):
        clean(out.getvalue(), LIMIT)


def test_a_picture_inside_a_pdf_loses_where_it_was_taken() -> None:
    made, out = pdf()
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    photo = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(photo, "JPEG", exif=exif, comment=b"my house")
    drawn = pikepdf.Stream(made, photo.getvalue())
    drawn.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 300,
            "/Height": 200,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.DCTDecode,
        }
    )
    made.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=drawn))
    made.save(out)
    found = clean(out.getvalue(), LIMIT)
    assert b"Camera of somebody" not in found.whole
    assert b"my house" not in found.whole
    with pikepdf.open(io.BytesIO(found.whole)) as safe:
        kept = pikepdf.PdfImage(safe.pages[0].Resources.XObject.Im0).as_pil_image()
    assert (kept.size, kept.getpixel((150, 100))[0] > 200) == ((300, 200), True)
