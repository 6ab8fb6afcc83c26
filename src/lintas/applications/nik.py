"""The citizen number (NIK): PP KK CC DDMMYY SSSS. Pure.

Source: Dukcapil; women's day is raised by 40; the serial starts at 0001; the region is where
the person was first registered, so it never proves an address. There is no check digit, and the
century is not in it. Shape and date decide; a date that disagrees with the stated birth date is
a warning, because a NIK never changes when data are corrected.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lintas.kernel.text import only_digits

LENGTH = 16
WOMEN = 40


class NikProblem(StrEnum):
    NOT_DIGITS = "not-digits"
    WRONG_LENGTH = "wrong-length"
    NO_SUCH_DATE = "no-such-date"
    NO_SERIAL = "no-serial"
    NO_REGION = "no-region"


class NikWarning(StrEnum):
    OTHER_BIRTH_DATE = "other-birth-date"


@dataclass(frozen=True)
class Nik:
    digits: str
    day: int
    month: int
    year_of_century: int
    woman: bool

    def born(self, century: int) -> date:
        return date(century + self.year_of_century, self.month, self.day)


def read_nik(typed: str) -> Nik | NikProblem:
    """The parts of a NIK, or why it cannot be one."""
    digits = only_digits(typed)
    if not digits.isascii() or not digits.isdecimal():
        return NikProblem.NOT_DIGITS
    if len(digits) != LENGTH:
        return NikProblem.WRONG_LENGTH
    if "00" in (digits[:2], digits[2:4], digits[4:6]):
        return NikProblem.NO_REGION
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    woman = day > WOMEN
    nik = Nik(digits, day - WOMEN if woman else day, month, year, woman)
    if not _is_a_date_in_some_century(nik):
        return NikProblem.NO_SUCH_DATE
    return NikProblem.NO_SERIAL if digits[12:] == "0000" else nik


def _is_a_date_in_some_century(nik: Nik) -> bool:
    for century in (1900, 2000):
        try:
            nik.born(century)
        except ValueError:
            continue
        return True
    return False


def warnings_of(nik: Nik, born_on: date | None) -> tuple[NikWarning, ...]:
    """What does not refuse the number but should be looked at before the visit."""
    if born_on is None:
        return ()
    same = (nik.day, nik.month, nik.year_of_century) == (
        born_on.day,
        born_on.month,
        born_on.year % 100,
    )
    return () if same else (NikWarning.OTHER_BIRTH_DATE,)
