"""Countries by the three letters on a passport, and by their names in the office's languages.

Source: ICAO Doc 9303 part 3, section 5 (codes); names and ISO 3166 from CLDR, through Babel.
"""

from functools import cache

from babel import Locale
from babel.core import get_global

from lintas.kernel.text import bare

SPECIAL = {
    "D": "DE",
    **dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), "GB"),
    "RKS": "XK",
}
"""Codes on passports that ISO 3166 does not know."""
NAMES_ELSEWHERE = {"UTO": "Utopia"}
"""The land of every specimen."""


@cache
def _territory(code: str) -> str | None:
    if code in SPECIAL:
        return SPECIAL[code]
    found = get_global("territory_aliases").get(code, []) if len(code) == 3 else []
    return found[0] if len(found) == 1 and code.isalpha() else None


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)


def country_name(code: str, language: str) -> str:
    """The country's name; empty for stateless persons, refugees and codes nobody knows."""
    territory = _territory(code)
    if territory is None:
        return NAMES_ELSEWHERE.get(code, "")
    return _names("en" if language.startswith("en") else "id").get(territory, "")


@cache
def _territories_called() -> dict[str, str]:
    names = [(bare(n), t) for lang in ("en", "id") for t, n in _names(lang).items() if len(t) == 2]
    return {**dict(names), **{bare(name): code for code, name in NAMES_ELSEWHERE.items()}}


def same_country(written: str, code: str) -> bool | None:
    """Whether a country as written is the one of a code; None where one of them is unknown."""
    called = _territories_called().get(bare(written)) or _territory(written.strip().upper())
    meant = _territory(code) or (code if code in NAMES_ELSEWHERE else None)
    return None if called is None or meant is None else called == meant
