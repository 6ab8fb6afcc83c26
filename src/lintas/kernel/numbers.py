"""Numbers and secrets that survive a bad telephone line.

Twenty-three signs, a prime: no letter looks like a digit or another letter, and one check
character finds every single wrong sign and every swap of two neighbours.
"""

import secrets
import unicodedata

SIGNS = "23456789ACDEFHJKMPQRTWX"
LOOKALIKES = str.maketrans({"B": "8", "G": "6", "S": "5", "Z": "2", "N": "M", "V": "W"})
RANDOM_SIGNS = 4
SECRET_SIGNS = 8


def fold(typed: str) -> str:
    """Upper case, look-alikes to the sign meant, everything but signs and hyphens dropped."""
    kept = typed.upper().replace("\u2013", "-").replace(" ", "")
    return kept.translate(LOOKALIKES)


def check_sign(body: str) -> str:
    """Weighted sum modulo 23 with weights 2, 3, 4 ...: distinct and never 0 below 22 signs."""
    total = sum((i + 2) * SIGNS.index(sign) for i, sign in enumerate(body))
    return SIGNS[total % len(SIGNS)]


def new_number(prefix: str, year: int) -> str:
    """A number like MTW-26-7K3Q9: office, year, four random signs and their check."""
    body = "".join(secrets.choice(SIGNS) for _ in range(RANDOM_SIGNS))
    return f"{prefix}-{year % 100:02d}-{body}{check_sign(body)}"


def read_number(typed: str) -> str | None:
    """The number somebody typed or spelled out, in its one written form; None if it cannot be."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    parts = "".join(c for c in folded if c.isalnum())
    prefix, year, tail = parts[:-7], parts[-7:-5], parts[-5:].translate(LOOKALIKES)
    if not prefix.isalpha() or not year.isdecimal() or any(c not in SIGNS for c in tail):
        return None
    if check_sign(tail[:-1]) != tail[-1]:
        return None
    return f"{prefix}-{year}-{tail}"


def new_secret() -> str:
    """A secret like 7K3Q-9MPT that goes with a number. Unit: 36 bits."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(SECRET_SIGNS))
    return f"{signs[:4]}-{signs[4:]}"


def read_secret(typed: str) -> str:
    """The secret somebody typed, in the one form that is hashed."""
    signs = fold(typed).replace("-", "")
    return f"{signs[:4]}-{signs[4:]}"
