"""How many pieces a telephone network makes of a text (3GPP TS 23.038 and 23.040). Pure."""

from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Each takes two places: an escape and the sign."""

GSM_7_ALONE, GSM_7_JOINED = 160, 153
UCS_2_ALONE, UCS_2_JOINED = 70, 67


@dataclass(frozen=True)
class Size:
    """`units` are septets of GSM-7 or 16-bit units of UCS-2."""

    plain: bool
    units: int
    segments: int


def is_plain(text: str) -> bool:
    """Whether GSM-7 can write it; one other sign makes the whole text UCS-2."""
    return all(char in BASIC or char in EXTENDED for char in text)


def size_of(text: str) -> Size:
    plain = is_plain(text)
    widths = [_width(char, plain) for char in text]
    alone, joined = (GSM_7_ALONE, GSM_7_JOINED) if plain else (UCS_2_ALONE, UCS_2_JOINED)
    units = sum(widths)
    return Size(plain, units, 1 if units <= alone else _pieces(widths, joined))


def _width(char: str, plain: bool) -> int:
    if plain:
        return 2 if char in EXTENDED else 1
    return len(char.encode("utf-16-be")) // 2


def _pieces(widths: list[int], room: int) -> int:
    """A sign of two units is never cut: where one is left over, it begins the next piece."""
    pieces, used = 1, 0
    for width in widths:
        if used + width > room:
            pieces, used = pieces + 1, 0
        used += width
    return pieces
