"""The process that draws one page of a kept PDF: it reads the PDF, writes a JPEG, and ends.

Run as `python -m lintas.attachments.page_drawer <page, from 0>`; shut in like the cleaner. What it
gets was written anew by the cleaner, and is still only ever looked at here and as a picture.
"""

import io
import sys

MOST_SIDE = 2400
"""Pixels: an A4 page at about 200 to the inch; small print stays legible when zoomed."""
QUALITY = 85


def main(number: int) -> None:
    import pypdfium2

    from lintas.attachments.cleaner import shut_in

    shut_in()
    page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[number]
    scale = MOST_SIDE / max(1.0, *page.get_size())
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    sys.stdout.buffer.write(out.getvalue())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
