"""The machine-readable lines of passports and permits. Pure.

Source: ICAO Doc 9303, parts 3 (characters, check digits), 4 (TD3), 5 (TD1) and 6 (TD2).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FILLER = "<"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = (7, 3, 1)
LOOKALIKES = str.maketrans({"\u00ab": "<<", "\u2039": "<", "\u3008": "<", "\u27e8": "<"})


class Trouble(StrEnum):
    """Why something typed is no machine-readable zone."""

    SHAPE = "shape"
    CHARACTERS = "characters"
    CHECK_DIGITS = "check-digits"


@dataclass(frozen=True)
class Layout:
    """Where things stand, counted through all lines. Shape: each span is (first, after last)."""

    lines: int
    width: int
    names: tuple[int, int]
    number: tuple[int, int]
    nationality: tuple[int, int]
    birth: tuple[int, int]
    expiry: tuple[int, int]
    sex: int
    optional: tuple[tuple[int, int], ...]
    check_after: tuple[tuple[int, int], ...]
    """Spans that a check digit follows at once."""
    composite: tuple[int, tuple[tuple[int, int], ...]]
    """Where the last check digit stands and what it covers."""

    @property
    def letters(self) -> frozenset[int]:
        """Places that hold only letters and fillers."""
        spans = [(0, 1), (2, 5), self.names, self.nationality, (self.sex, self.sex + 1)]
        return frozenset(place for span in spans for place in range(*span))

    @property
    def digits(self) -> frozenset[int]:
        """Places that hold only digits and fillers."""
        checks = {after for _, after in self.check_after} | {self.composite[0]}
        return frozenset(checks | set(range(*self.birth)) | set(range(*self.expiry)))


TD3 = Layout(
    lines=2, width=44, names=(5, 44), number=(44, 53), nationality=(54, 57), birth=(57, 63),
    expiry=(65, 71), sex=64, optional=((72, 86),),
    check_after=((44, 53), (57, 63), (65, 71), (72, 86)),
    composite=(87, ((44, 54), (57, 64), (65, 87))),
)  # fmt: skip
TD2 = Layout(
    lines=2, width=36, names=(5, 36), number=(36, 45), nationality=(46, 49), birth=(49, 55),
    expiry=(57, 63), sex=56, optional=((64, 71),),
    check_after=((36, 45), (49, 55), (57, 63)),
    composite=(71, ((36, 46), (49, 56), (57, 71))),
)  # fmt: skip
TD1 = Layout(
    lines=3, width=30, names=(60, 90), number=(5, 14), nationality=(45, 48), birth=(30, 36),
    expiry=(38, 44), sex=37, optional=((15, 30), (48, 59)),
    check_after=((5, 14), (30, 36), (38, 44)),
    composite=(59, ((5, 30), (30, 37), (38, 45), (48, 59))),
)  # fmt: skip
LAYOUTS = (TD3, TD2, TD1)


@dataclass(frozen=True)
class Mrz:
    text: str
    layout: Layout

    @property
    def lines(self) -> tuple[str, ...]:
        width = self.layout.width
        return tuple(self.text[n : n + width] for n in range(0, len(self.text), width))

    @property
    def number(self) -> str:
        """A number longer than its nine places goes on in the optional data (TD1, TD2)."""
        first, after = self.layout.number
        number, check = self.text[first:after], self.text[after]
        if check == FILLER and self.layout is not TD3:
            rest = self._optional[0].split(FILLER)[0]
            return number + rest[:-1]
        return number.rstrip(FILLER)

    @property
    def nationality(self) -> str:
        """Three letters of ISO 3166, "D" for Germany, or a code of ICAO's own."""
        return self._part(self.layout.nationality).strip(FILLER)

    @property
    def surname(self) -> str:
        return self._part(self.layout.names).partition("<<")[0].replace(FILLER, " ").strip()

    @property
    def given(self) -> str:
        return self._part(self.layout.names).partition("<<")[2].replace(FILLER, " ").strip()

    @property
    def name(self) -> str:
        return f"{self.given} {self.surname}".strip()

    @property
    def cut(self) -> bool:
        """Whether the name may go on: its last place is no filler."""
        return self._part(self.layout.names)[-1] != FILLER

    def born_on(self, today: date) -> date | None:
        """None when a part is unknown; the century is the last in which it is not to come."""
        return _day(self._part(self.layout.birth), today)

    @property
    def expires_on(self) -> date | None:
        return _day(self._part(self.layout.expiry), None)

    @property
    def _optional(self) -> tuple[str, ...]:
        return tuple(self._part(span) for span in self.layout.optional)

    def _part(self, span: tuple[int, int]) -> str:
        return self.text[slice(*span)]


def _day(digits: str, today: date | None) -> date | None:
    if not digits.isdecimal():
        return None
    year, month, day = (int(digits[n : n + 2]) for n in (0, 2, 4))
    for century in (2000, 1900) if today else (2000,):
        try:
            found = date(century + year, month, day)
        except ValueError:
            continue
        if today is None or found <= today:
            return found
    return None


def check_digit(text: str) -> str:
    """Weights 7, 3, 1 again and again; letters count from A = 10, a filler is 0."""
    values = (0 if c == FILLER else ALPHABET.index(c) for c in text)
    return str(sum(value * WEIGHTS[n % 3] for n, value in enumerate(values)) % 10)


def arranged(typed: str) -> tuple[str, Layout] | Trouble:
    """The lines one after the other and their layout, whoever typed or scanned them.

    A reader may send all lines as one; fillers left out at the end of the names are put back.
    """
    folded = unicodedata.normalize("NFKC", typed.translate(LOOKALIKES)).upper()
    lines = [joined for line in folded.splitlines() if (joined := "".join(line.split()))]
    layout = _layout_of(lines)
    if layout is None:
        return Trouble.SHAPE
    named = (layout.lines - 1) if layout is TD1 else 0
    if len(lines) == layout.lines:
        lines[named] = lines[named].ljust(layout.width, FILLER)
    text = "".join(lines)
    if len(text) != layout.lines * layout.width:
        return Trouble.SHAPE
    return (text, layout) if set(text) <= {*ALPHABET, FILLER} else Trouble.CHARACTERS


def _layout_of(lines: list[str]) -> Layout | None:
    for layout in LAYOUTS:
        whole = len(lines) == 1 and len(lines[0]) == layout.lines * layout.width
        sure = 1 if layout is TD1 else -1  # a line whose length says it: the one with the dates
        if whole or (len(lines) == layout.lines and len(lines[sure]) == layout.width):
            return layout
    return None


def read_mrz(typed: str) -> Mrz | Trouble:
    """The zone, when every check digit agrees."""
    found = arranged(typed)
    if isinstance(found, Trouble):
        return found
    text, layout = found
    return Trouble.CHECK_DIGITS if list(failing(text, layout)) else Mrz(text, layout)


def failing(text: str, layout: Layout) -> Iterator[int]:
    """The places whose check digit does not agree."""
    for first, after in layout.check_after:
        if text[after] != FILLER:
            if text[after] != check_digit(text[first:after]):
                yield after
        elif (first, after) == layout.number and layout is not TD3:
            if not _long_number_agrees(text, layout):
                yield after
        elif text[first:after].strip(FILLER):
            yield after  # only the check digit of an empty field may be left out
    at, spans = layout.composite
    if text[at] != check_digit("".join(text[slice(*span)] for span in spans)):
        yield at


def _long_number_agrees(text: str, layout: Layout) -> bool:
    rest = text[slice(*layout.optional[0])].split(FILLER)[0]
    if not rest:
        return not text[slice(*layout.number)].strip(FILLER)
    return rest[-1] == check_digit(text[slice(*layout.number)] + FILLER + rest[:-1])
