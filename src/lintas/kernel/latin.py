"""Names in the letters A to Z, as the machine-readable lines of a passport write them. Pure.

Source: ICAO Doc 9303 part 3, section 6 (national characters; Cyrillic). Where a state may choose
(Ä is AE or A), every allowed form counts, so that a difference is never told where there is none.
"""

import unicodedata
from itertools import product

from lintas.kernel.mrz import Mrz

SEVERAL_FORMS = {
    **{"Ä": ("AE", "A"), "Å": ("AA", "A"), "Æ": ("AE",), "Đ": ("D",), "Ð": ("D",), "Ħ": ("H",)},
    **{"Ł": ("L",), "Ñ": ("N", "NXX"), "Ö": ("OE", "O"), "Ø": ("OE", "O"), "Œ": ("OE",)},
    **{"Þ": ("TH",), "Ü": ("UE", "UXX", "U"), "ẞ": ("SS",), "ß": ("SS",), "İ": ("I",), "ı": ("I",)},
}
CYRILLIC = {
    **dict(zip("АБВГДЕЗИЙКЛМНОПРСТУФЫЭЁІЇҐ", "ABVGDEZIIKLMNOPRSTUFYEEIIG", strict=True)),
    **{"Ж": "ZH", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH"},
    **{"Ъ": "IE", "Ь": "", "Ю": "IU", "Я": "IA", "Є": "IE"},
}
MOST_FORMS = 64
DROPPED = set("'\u2019\u2018\u02bc\u02bb`´.,")


def forms(word: str) -> frozenset[str]:
    """Every way one word may stand in the lines; empty where its letters have no rule here."""
    ways = [_ways(char) for char in unicodedata.normalize("NFC", word) if char not in DROPPED]
    if any(not way for way in ways):
        return frozenset()
    count = 1
    for way in ways:
        count *= len(way)
    picked = product(*ways) if count <= MOST_FORMS else [tuple(way[0] for way in ways)]
    return frozenset("".join(one) for one in picked)


def _ways(char: str) -> tuple[str, ...]:
    upper = char if char in SEVERAL_FORMS else char.upper()
    if upper in SEVERAL_FORMS:
        return SEVERAL_FORMS[upper]
    if upper in CYRILLIC:
        return (CYRILLIC[upper],)
    plain = "".join(c for c in unicodedata.normalize("NFKD", upper) if not unicodedata.combining(c))
    return (plain,) if plain.isascii() and plain.isalpha() else ()


def words_of(name: str) -> list[str]:
    return "".join(" " if c == "-" else c for c in name).split()


def agrees(typed: str, mrz: Mrz) -> bool:
    """Whether a name as typed may be the one in the lines, in whatever order its words stand.

    A name cut off by the lines' width agrees as far as it goes. Letters without a rule here
    (Arabic, Chinese) say nothing, so they agree.
    """
    words = [forms(word) for word in words_of(typed)]
    if any(not word for word in words):
        return True
    there = mrz.name.split()
    if mrz.cut:
        return all(any(_begins(word, one) for word in words) for one in there)
    return _same_words(words, there) or _same_letters(typed, mrz)


def _begins(word: frozenset[str], one: str) -> bool:
    return any(form.startswith(one) for form in word)


def _same_words(words: list[frozenset[str]], there: list[str]) -> bool:
    left = list(words)
    for one in there:
        fitting = next((word for word in left if one in word), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return not left


def _same_letters(typed: str, mrz: Mrz) -> bool:
    """Words joined or parted in another place: Van der Berg and VANDERBERG."""
    surname, given = mrz.surname.replace(" ", ""), mrz.given.replace(" ", "")
    joined = forms("".join(words_of(typed)))
    return bool(joined & {surname + given, given + surname})
