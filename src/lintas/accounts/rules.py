"""How a contact is understood. Pure."""

from dataclasses import dataclass
from typing import Literal

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from lintas.kernel.text import fold_digits, tidy

HOME_REGION = "ID"


@dataclass(frozen=True)
class Address:
    by: Literal["phone", "email"]
    value: str


def address_of(typed: str) -> Address | None:
    """A phone number as E.164 or an e-mail address; None when it is neither.

    A number without a country code is Indonesian.
    """
    text = fold_digits(tidy(typed))
    if "@" in text:
        try:
            found = validate_email(text, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            return None
        return Address("email", found.normalized.lower())
    phone = phone_of(text)
    return Address("phone", phone) if phone else None


def phone_of(typed: str) -> str | None:
    """A phone number as E.164, or None; 00 before a country code is read as +."""
    text = fold_digits(tidy(typed))
    text = f"+{text[2:]}" if text.startswith("00") else text
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if (
        phonenumbers.is_possible_number_with_reason(number)
        != phonenumbers.ValidationResult.IS_POSSIBLE
    ):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def hidden(address: str) -> str:
    """Enough of a contact to know it by: +62812•••7890, c•••@contoh.id."""
    if "@" in address:
        name, _, host = address.partition("@")
        return f"{name[:1]}•••@{host}"
    return f"{address[:5]}•••{address[-4:]}"
