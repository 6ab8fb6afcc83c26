"""A name as people write it and as the lines of a passport have it."""

import pytest

from lintas.kernel.latin import agrees, forms
from lintas.kernel.mrz import Mrz, check_digit, read_mrz


def passport(names: str) -> Mrz:
    first = ("P<UTO" + names).ljust(44, "<")
    second = "L898902C36UTO7408122F1204159ZE184226B<<<<<1"
    found = read_mrz(f"{first}\n{second}{check_digit(second[:10] + second[13:20] + second[21:43])}")
    assert isinstance(found, Mrz)
    return found


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Anna Maria Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("ERIKSSON ANNA-MARIA", "ERIKSSON<<ANNA<MARIA"),
        ("Jörg Müller", "MUELLER<<JOERG"),
        ("Jörg Müller", "MULLER<<JORG"),
        ("Søren Ångström Weiß", "AANGSTROEM<WEISS<<SOEREN"),
        ("Begoña Nuñez", "NUNEZ<<BEGONXXA"),
        ("Ma\u2019ruf", "MARUF"),
        ("Sinéad O'Connor", "OCONNOR<<SINEAD"),
        ("Jan van der Berg", "VANDERBERG<<JAN"),
        ("Ivan de la Cruz", "DE<LA<CRUZ<<IVAN"),
        ("Юлия Щукина", "SHCHUKINA<<IULIIA"),
        ("Ľubica Łukasz", "LUKASZ<<LUBICA"),
        ("Pemula", "PEMULA"),
        ("مثال الكاتب", "ALKATIB<<MITHAL"),
        ("示例", "SHILI"),
    ],
)
def test_the_same_name_agrees(typed: str, lines: str) -> None:
    assert agrees(typed, passport(lines))


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Ana Maria Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("Anna Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("Anna Maria Eriksson Contoh", "ERIKSSON<<ANNA<MARIA"),
        ("Anna Anna Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("Jurg Muller", "MUELLER<<JOERG"),
    ],
)
def test_another_name_does_not(typed: str, lines: str) -> None:
    assert not agrees(typed, passport(lines))


def test_a_name_cut_off_by_the_width_agrees_as_far_as_it_goes() -> None:
    cut = passport("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG"[:39])
    assert cut.cut
    assert agrees("Chayapa Dejthamrong Krasuang Nilavadhanananda", cut)
    assert not agrees("Chayapa Contoh Krasuang Nilavadhanananda", cut)


def test_a_long_name_of_many_forms_stays_quick() -> None:
    assert len(forms("ÄÖÜ" * 10)) == 1
