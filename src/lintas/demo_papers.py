"""The papers of a demonstration: cards that say on their face that they are made up."""

import io

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 760)
INK, PAPER, EDGE, STAMP = "#1d2733", "#f3efe4", "#8a7f66", "#b3261e"


def drawn(title: str, lines: list[str]) -> io.BytesIO:
    """A JPEG of a card with a title and lines of writing."""
    card = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    pen.rectangle((20, 20, SIZE[0] - 20, SIZE[1] - 20), outline=EDGE, width=4)
    pen.rectangle((60, 170, 330, 530), outline=EDGE, width=3)
    pen.text((60, 70), title.upper(), fill=INK, font=ImageFont.load_default(size=44))
    for nth, line in enumerate(lines):
        pen.text((380, 180 + nth * 56), line, fill=INK, font=ImageFont.load_default(size=34))
    pen.text((60, 640), "CONTOH, BUKAN DOKUMEN", fill=STAMP, font=ImageFont.load_default(size=52))
    out = io.BytesIO()
    card.save(out, "JPEG", quality=80)
    out.seek(0)
    return out
