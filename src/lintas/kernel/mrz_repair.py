"""Letters read for digits and digits for letters, put right where the check digits prove it. Pure.

Only an offer: the person says whether it is what they meant.
"""

from collections.abc import Iterator
from itertools import combinations, product

from lintas.kernel.mrz import Layout, Mrz, Trouble, arranged, check_digit, failing

TO_DIGIT = {"O": "0", "I": "1", "B": "8", "S": "5", "Z": "2"}
TO_LETTER = {digit: letter for letter, digit in TO_DIGIT.items()}
EITHER = {**TO_DIGIT, **TO_LETTER}
MOST_SWAPS = 2
"""Mistakes looked for in one field that holds letters and digits; more would be guessing."""


def repaired(typed: str) -> Mrz | None:
    """The one reading that all check digits confirm; None when there is none or more than one."""
    found = arranged(typed)
    if isinstance(found, Trouble):
        return None
    text, layout = found
    settled = "".join(_settled(char, place, layout) for place, char in enumerate(text))
    readings = {
        reading for reading in _readings(settled, layout) if not list(failing(reading, layout))
    }
    return Mrz(readings.pop(), layout) if len(readings) == 1 else None


def _settled(char: str, place: int, layout: Layout) -> str:
    """Where only letters or only digits can stand, what was read is one of them."""
    if place in layout.letters:
        return TO_LETTER.get(char, char)
    return TO_DIGIT.get(char, char) if place in layout.digits else char


def _readings(text: str, layout: Layout) -> Iterator[str]:
    """As it is, or with the fewest swaps in each mixed field whose own check digit fails."""
    mixed = [span for span in layout.check_after if span[0] not in layout.digits]
    ways = [
        [(span, one) for one in _field_readings(text[slice(*span)], text[span[1]])]
        for span in mixed
    ]
    for picked in product(*ways):
        reading = text
        for (first, after), field in picked:
            reading = reading[:first] + field + reading[after:]
        yield reading


def _field_readings(field: str, check: str) -> list[str]:
    if check == "<" or check == check_digit(field):
        return [field]
    doubtful = [place for place, char in enumerate(field) if char in EITHER]
    for swaps in range(1, MOST_SWAPS + 1):
        fitting = [
            one
            for places in combinations(doubtful, swaps)
            if check_digit(one := _swapped(field, places)) == check
        ]
        if fitting:
            return fitting
    return [field]


def _swapped(field: str, places: tuple[int, ...]) -> str:
    return "".join(EITHER[c] if n in places else c for n, c in enumerate(field))
