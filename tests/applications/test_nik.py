from datetime import date

import pytest

from lintas.applications.nik import Nik, NikProblem, NikWarning, read_nik, warnings_of


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1309107002009004", NikProblem.NO_SUCH_DATE),
        ("1309083201909006", NikProblem.NO_SUCH_DATE),
        ("1309087201909007", NikProblem.NO_SUCH_DATE),
        ("1309080013909008", NikProblem.NO_SUCH_DATE),
        ("1309080101900000", NikProblem.NO_SERIAL),
        ("130908010190900", NikProblem.WRONG_LENGTH),
        ("13090805O3909001", NikProblem.NOT_DIGITS),
    ],
)
def test_what_cannot_be_a_nik_says_why(typed: str, found: NikProblem) -> None:
    assert read_nik(typed) == found


@pytest.mark.parametrize(
    ("typed", "woman", "born_on"),
    [
        ("1309080503909001", False, date(1990, 3, 5)),
        ("1309084503909002", True, date(1990, 3, 5)),
        ("1309033112859003", False, date(1985, 12, 31)),
        ("１３０９０８０５０３９０９００１", False, date(1990, 3, 5)),
        ("1309 0805 0390 9001", False, date(1990, 3, 5)),
    ],
)
def test_a_nik_is_read_with_its_date(typed: str, woman: bool, born_on: date) -> None:
    nik = read_nik(typed)
    assert isinstance(nik, Nik)
    assert nik.woman == woman
    assert warnings_of(nik, born_on) == ()
    assert warnings_of(nik, date(2001, 1, 1)) == (NikWarning.OTHER_BIRTH_DATE,)
