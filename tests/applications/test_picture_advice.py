"""Photos that are dark, sideways, blurred or empty get advice; a good one gets none."""

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from lintas.applications.picture_advice import (
    advice_on_face,
    advice_on_signature,
    measured,
)


def face(width: int = 900, height: int = 1200) -> Image.Image:
    """Drawn: a head with features before a plain wall, grain as a camera gives."""
    picture = Image.new("RGB", (width, height), "#cfd8dc")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.25, height * 0.2, width * 0.75, height * 0.75), fill="#c99470")
    draw.rectangle((width * 0.25, height * 0.15, width * 0.75, height * 0.32), fill="#20262b")
    for x in (0.38, 0.58):
        draw.ellipse((width * x, height * 0.42, width * (x + 0.06), height * 0.45), fill="#101010")
    draw.line((width * 0.42, height * 0.62, width * 0.58, height * 0.62), fill="#702020", width=8)
    draw.polygon([(0, height), (width * 0.5, height * 0.72), (width, height)], fill="#345")
    grain = Image.effect_noise((width, height), 24).convert("RGB")
    return Image.blend(picture, grain, 0.12)


def said(picture: Image.Image) -> list[str]:
    return list(advice_on_face(measured(picture, *picture.size)))


def test_a_good_photo_of_a_face_needs_no_advice() -> None:
    assert said(face()) == []


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda p: p.rotate(90, expand=True), "mendatar"),
        (lambda p: p.resize((450, 600)), "kecil"),
        (lambda p: ImageEnhance.Brightness(p).enhance(0.3), "gelap"),
        (lambda p: Image.blend(p, Image.new("RGB", p.size, "white"), 0.8), "terlalu terang"),
        (lambda p: p.filter(ImageFilter.GaussianBlur(14)), "kurang tajam"),
    ],
)
def test_what_can_be_measured_is_told_with_what_to_do(made: object, says: str) -> None:
    assert any(says in sentence for sentence in said(made(face())))  # type: ignore[operator]


def signature(width: int) -> Image.Image:
    picture = Image.new("RGB", (900, 400), "white")
    line = [(100, 300), (200, 100), (300, 320), (450, 90), (600, 310), (800, 150)]
    ImageDraw.Draw(picture).line(line, fill="#10222f", width=width)
    return picture


def test_a_signature_is_seen_or_not() -> None:
    def look(picture: Image.Image) -> list[str]:
        return list(advice_on_signature(measured(picture, *picture.size)))

    assert look(signature(7)) == []
    assert "hampir tidak terlihat" in look(Image.new("RGB", (900, 400), "white"))[0]
    assert "kertas putih" in look(Image.new("RGB", (900, 400), "#333"))[0]
