"""One person, one contact, however it was typed."""

import pytest
from django.utils.translation import override

from lintas.accounts.forms import ContactForm
from lintas.accounts.rules import Address, address_of, hidden


@pytest.mark.parametrize(
    "typed",
    [
        "0812 3456 7890",
        "0812-3456-7890",
        "(0812) 3456.7890",
        "+62 812 3456 7890",
        "6281234567890",
        "+62 0812 3456 7890",
        "０８１２３４５６７８９０",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "  081234567890\u200b ",
    ],
)
def test_an_indonesian_number_has_one_form(typed: str) -> None:
    assert address_of(typed) == Address("phone", "+6281234567890")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+61 412 345 678", "+61412345678"),
        ("+1 202 555 0143", "+12025550143"),
        ("(0759) 000 123", "+62759000123"),
    ],
)
def test_numbers_of_other_countries_and_landlines_are_known(typed: str, number: str) -> None:
    assert address_of(typed) == Address("phone", number)


@pytest.mark.parametrize(
    "typed",
    [
        "contoh@contoh.example",
        " Contoh@Contoh.Example ",
        "CONTOH@CONTOH.EXAMPLE",
        "contoh@contoh.example\u200b",
    ],
)
def test_a_mailbox_has_one_form(typed: str) -> None:
    assert address_of(typed) == Address("email", "contoh@contoh.example")


def test_full_width_digits_in_a_mailbox_are_digits() -> None:
    assert address_of("contoh１@contoh.example") == Address("email", "contoh1@contoh.example")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "contoh",
        "0812",
        "112",
        "+999 123",
        "contoh@contoh",
        "contoh @contoh.example",
        "@contoh.example",
        "a@b@contoh.example",
        "contoh@contoh.example\r\nBcc: lain@contoh.example",
    ],
)
def test_what_is_neither_is_refused_with_examples(typed: str) -> None:
    assert address_of(typed) is None
    for language, example in (("id", "0812 3456 7890"), ("en", "0812 3456 7890")):
        with override(language):
            form = ContactForm({"contact": typed or "?"})
            assert not form.is_valid()
            (sentence,) = form.errors["contact"]
        assert example in sentence


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+6281234567890", "+6281•••7890"),
        ("contoh@contoh.example", "c•••@contoh.example"),
    ],
)
def test_a_contact_is_shown_only_in_part(address: str, shown: str) -> None:
    assert hidden(address) == shown


@pytest.mark.parametrize("typed", ["08123", "123456", "+62 8123"])
def test_a_number_without_its_area_is_not_enough(typed: str) -> None:
    assert address_of(typed) is None


def test_two_noughts_before_a_country_are_a_plus() -> None:
    assert address_of("0061 412 345 678") == Address("phone", "+61412345678")
