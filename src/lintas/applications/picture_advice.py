"""What can be measured in a photo of a face or of a signature: advice, never a refusal. Pure.

Nobody is recognised here. The limits are ours, tried on pictures made dark, blurred and sideways.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageFilter, ImageStat

LEAST_WIDTH, LEAST_HEIGHT = 600, 800
DARKEST, BRIGHTEST = 70, 215
"""The mean of the grey values. Unit: 0 (black) to 255."""
LEAST_SHARPNESS = 12
"""The spread of the edges; a blurred picture has none."""
LEAST_INK, MOST_INK = 0.002, 0.4
"""The share of dark points in a signature."""
EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
MEASURED_SIDE = 480


@dataclass(frozen=True)
class Picture:
    """A photo in grey, small; `width` and `height` are those of the whole."""

    width: int
    height: int
    grey: Image.Image


def measured(picture: Image.Image, width: int, height: int) -> Picture:
    grey = picture.convert("L")
    grey.thumbnail((MEASURED_SIDE, MEASURED_SIDE))
    return Picture(width, height, grey)


def advice_on_face(picture: Picture) -> Iterator[str]:
    if picture.width >= picture.height:
        yield _("Foto ini mendatar. Pegang telepon tegak, lalu foto sekali lagi.")
    elif picture.width < LEAST_WIDTH or picture.height < LEAST_HEIGHT:
        yield _("Foto ini kecil. Foto dari lebih dekat, dari kepala sampai bahu.")
    light = ImageStat.Stat(picture.grey).mean[0]
    if light < DARKEST:
        yield _("Foto ini gelap. Berdiri menghadap jendela atau lampu.")
    elif light > BRIGHTEST:
        yield _("Foto ini terlalu terang. Jauhi lampu atau sinar matahari langsung.")
    if sharpness(picture) < LEAST_SHARPNESS:
        yield _("Foto ini kurang tajam. Lap lensa, sandarkan telepon, lalu foto sekali lagi.")


def advice_on_signature(picture: Picture) -> Iterator[str]:
    dark = sum(picture.grey.histogram()[:110])
    share = dark / (picture.grey.width * picture.grey.height)
    if share < LEAST_INK:
        yield _("Tanda tangan hampir tidak terlihat. Tulis lebih tebal.")
    elif share > MOST_INK:
        yield _("Latarnya gelap. Pakai kertas putih polos di tempat terang.")


def sharpness(picture: Picture) -> float:
    width, height = picture.grey.size
    inside = picture.grey.filter(EDGES).crop((1, 1, width - 1, height - 1))
    return float(ImageStat.Stat(inside).stddev[0])


ADVICE = {"face": advice_on_face, "signature": advice_on_signature}
"""What is looked at, by the kind of paper."""
