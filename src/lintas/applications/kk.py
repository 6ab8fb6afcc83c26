"""The number of a family card (KK): PP KK CC DDMMYY SSSS. Pure.

Source: one page that quotes the rule (docs/rules/identity.md, `nomor-kk`, sure M), so only the
sixteen digits decide; a region, date or serial that cannot be is a warning.
"""

from dataclasses import dataclass
from enum import StrEnum

from lintas.applications.nik import NikProblem, read_nik
from lintas.kernel.text import only_digits

LENGTH = 16


class KkProblem(StrEnum):
    NOT_DIGITS = "not-digits"
    WRONG_LENGTH = "wrong-length"


@dataclass(frozen=True)
class Kk:
    digits: str
    doubtful: bool
    """Its region, its day of registration or its serial cannot be."""


def read_kk(typed: str) -> Kk | KkProblem:
    """The number, or why it cannot be one. Its parts lie as in a NIK, without a woman's day."""
    digits = only_digits(typed)
    if not digits.isascii() or not digits.isdecimal():
        return KkProblem.NOT_DIGITS
    if len(digits) != LENGTH:
        return KkProblem.WRONG_LENGTH
    parts = read_nik(digits)
    return Kk(digits, doubtful=isinstance(parts, NikProblem) or parts.woman)
