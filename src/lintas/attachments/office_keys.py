"""The office's keys, which wrap the keys of files: a small file, a line for each, the newest last.

    <name> <32 bytes in base64>

Kept apart from the database and the files: with all three anybody reads everything, without it
nobody reads anything.
"""

import base64
import secrets as randomness
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

BYTES = 32


class OfficeKeysWrong(Exception):
    """The key file is missing or cannot be read; the sentence says what to do."""


@dataclass(frozen=True)
class OfficeKeys:
    newest: str
    secrets: Mapping[str, bytes]


def office_keys() -> OfficeKeys:
    """Read anew each time, so that a new key needs no restart. Raises: OfficeKeysWrong."""
    return read_keys(settings.OFFICE_KEYS)


def read_keys(file: Path) -> OfficeKeys:
    try:
        lines = file.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise OfficeKeysWrong(f"{file} cannot be read ({trouble}).") from trouble
    found: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        secret = _secret(words[1]) if len(words) == 2 else b""
        if len(secret) != BYTES or len(words[0]) > 40 or words[0] in found:
            raise OfficeKeysWrong(f"{file}, line {number}: write a new name and 32 base64 bytes.")
        found[words[0]] = secret
    if not found:
        raise OfficeKeysWrong(f"{file} holds no key.")
    return OfficeKeys(newest=list(found)[-1], secrets=found)


def new_line(name: str) -> str:
    return f"{name} {base64.b64encode(randomness.token_bytes(BYTES)).decode()}\n"


def _secret(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
