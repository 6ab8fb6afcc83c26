"""QRIS codes, merchant-presented as EMVCo lays them down: fields, checksum, one bill's code. Pure.

Shape: each field is two digits of tag, two of length, then that many characters; the last is the
checksum (63). Source: EMVCo, QR Code Specification for Payment Systems, merchant-presented mode.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

STATIC, DYNAMIC = "11", "12"
RUPIAH, INDONESIA = "360", "ID"
ACCOUNTS = [f"{tag:02d}" for tag in range(26, 52)]
NEEDED = ("00", "52", "53", "58", "59", "60", "63")
OF_ONE_SALE = {"01", "54", "55", "56", "57", "63"}
MOST_NAME, MOST_CITY, MOST_BILL, MOST_FIELD = 25, 15, 25, 99
WHOLE_AMOUNT = re.compile(r"\d{1,13}(\.0{1,2})?")

Field = tuple[str, str]


class CodeBroken(ValueError):
    """The text is no whole code; the message says where."""


@dataclass(frozen=True)
class Code:
    """What a reader takes from a code; `amount_rupiah` is None where the payer writes it."""

    dynamic: bool
    amount_rupiah: int | None
    bill_number: str
    merchant_name: str
    city: str


def crc16(text: str) -> str:
    """CRC-16/CCITT-FALSE in four upper hex digits; "123456789" gives 29B1."""
    register = 0xFFFF
    for byte in text.encode():
        register ^= byte << 8
        for _ in range(8):
            high = register & 0x8000
            register = (register << 1) & 0xFFFF ^ (0x1021 if high else 0)
    return f"{register:04X}"


def fields_of(text: str) -> list[Field]:
    """The fields of a code or of one nested field, in order. Raises: CodeBroken."""
    found: list[Field] = []
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if len(head) < 4 or not (head.isascii() and head.isdecimal()):
            raise CodeBroken(f"no tag and length at place {at}")
        tag, length = head[:2], int(head[2:])
        value = text[at + 4 : at + 4 + length]
        if not value or len(value) < length:
            raise CodeBroken(f"tag {tag} is longer than what is there")
        if any(tag == earlier for earlier, _value in found):
            raise CodeBroken(f"tag {tag} stands twice")
        found.append((tag, value))
        at += 4 + length
    return found


def written(fields: Iterable[Field]) -> str:
    """Raises: CodeBroken when a value is empty or too long for its two digits."""
    parts = []
    for tag, value in fields:
        if not 0 < len(value) <= MOST_FIELD:
            raise CodeBroken(f"tag {tag} has {len(value)} characters")
        parts.append(f"{tag}{len(value):02d}{value}")
    return "".join(parts)


def sealed(fields: Iterable[Field]) -> str:
    """The whole code, closed by the checksum over everything before it and its own tag."""
    body = written(fields) + "6304"
    return body + crc16(body)


def read_code(text: str) -> Code:
    """Read a code as strictly as we write it. Raises: CodeBroken."""
    fields = dict(fields_of(text))
    _check_whole(text, fields)
    amount = fields.get("54")
    if amount is not None and not WHOLE_AMOUNT.fullmatch(amount):
        raise CodeBroken("tag 54 is no amount of whole rupiah")
    return Code(
        dynamic=fields.get("01", STATIC) == DYNAMIC,
        amount_rupiah=None if amount is None else int(Decimal(amount)),
        bill_number=dict(fields_of(fields.get("62", ""))).get("01", ""),
        merchant_name=fields["59"],
        city=fields["60"],
    )


def _check_whole(text: str, fields: dict[str, str]) -> None:
    missing = [tag for tag in NEEDED if tag not in fields]
    if missing or not any(tag in fields for tag in ACCOUNTS):
        raise CodeBroken(f"missing: {', '.join(missing) or 'an account (26 to 51)'}")
    if not text.startswith("000201") or list(fields)[-1] != "63":
        raise CodeBroken("a code begins with 00 and ends with 63")
    if fields["63"] != crc16(text[:-4]):
        raise CodeBroken("the checksum does not fit")
    if (fields["53"], fields["58"]) != (RUPIAH, INDONESIA):
        raise CodeBroken("not in rupiah, or not in Indonesia")
    if len(fields["59"]) > MOST_NAME or len(fields["60"]) > MOST_CITY:
        raise CodeBroken("the name or the city is too long")
    for tag in ACCOUNTS:
        fields_of(fields.get(tag, ""))


def code_for_bill(merchant: str, amount_rupiah: int, bill_number: str) -> str:
    """The dynamic code of one bill from the merchant's own static code.

    Raises: CodeBroken when the static code is broken or the bill does not fit into a code.
    """
    read_code(merchant)
    if amount_rupiah <= 0 or not 0 < len(bill_number) <= MOST_BILL:
        raise CodeBroken("a bill has an amount and a number of at most 25 characters")
    kept = {t: v for t, v in fields_of(merchant) if t not in OF_ONE_SALE}
    more = {t: v for t, v in fields_of(kept.get("62", "")) if t != "01"}
    kept |= {
        "01": DYNAMIC,
        "54": str(amount_rupiah),
        "62": written(sorted({**more, "01": bill_number}.items())),
    }
    return sealed(sorted(kept.items()))
