"""Files sealed with AES-256-GCM, each under a key of its own; that key sealed by the office's.

Shape: the mark, a salt, then pieces of 64 KiB, each with its tag. The key of the pieces is derived
from the file's key and the salt, so one key may seal several files; a piece's nonce is its number
and whether it is the last, so none can be moved, left out or cut off. Source of the shape: the
payload of age (C2SP), with AES-GCM (NIST SP 800-38D) for ChaCha20-Poly1305.
"""

import io
import os
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lintas.attachments.office_keys import OfficeKeys

MARK = b"LINTAS1\n"
SALT = 16
PIECE = 64 * 1024
TAG = 16
HEAD = len(MARK) + SALT
NONCE = 12


class SealBroken(OSError):
    """The bytes are not what was sealed, or the key is not theirs."""


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def seal(key: bytes, content: bytes) -> bytes:
    salt = os.urandom(SALT)
    cipher = _cipher(key, salt)
    starts = range(0, max(len(content), 1), PIECE)
    pieces = [
        cipher.encrypt(_nonce(n, n == len(starts) - 1), content[start : start + PIECE], None)
        for n, start in enumerate(starts)
    ]
    return b"".join([MARK, salt, *pieces])


class Opened(io.RawIOBase):
    """What was sealed, opened piece by piece as it is read. Raises: SealBroken."""

    def __init__(self, sealed: BinaryIO, key: bytes) -> None:
        self.sealed = sealed
        self.total = sealed.seek(0, io.SEEK_END)
        sealed.seek(0)
        head = sealed.read(HEAD)
        if not head.startswith(MARK) or self.total < HEAD + TAG:
            raise SealBroken("this was not sealed by us")
        self.cipher = _cipher(key, head[len(MARK) :])
        self.pieces = -(-(self.total - HEAD) // (PIECE + TAG))
        self.size = self.total - HEAD - self.pieces * TAG
        self.at, self.number, self.piece = 0, -1, b""
        self._piece(0)  # a wrong key is found before a byte is sent

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self.at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at}.get(whence, self.size))
        return self.at

    def readinto(self, buffer: object, /) -> int:
        into = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self.at >= self.size:
            return 0
        piece = self._piece(self.at // PIECE)
        some = piece[self.at % PIECE :][: len(into)]
        into[: len(some)] = some
        self.at += len(some)
        return len(some)

    def close(self) -> None:
        self.sealed.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        if number != self.number:
            self.sealed.seek(HEAD + number * (PIECE + TAG))
            nonce = _nonce(number, number == self.pieces - 1)
            try:
                self.piece = self.cipher.decrypt(nonce, self.sealed.read(PIECE + TAG), None)
            except InvalidTag as trouble:
                raise SealBroken("the content is altered or the key is not its own") from trouble
            self.number = number
        return self.piece


def wrap(keys: OfficeKeys, key: bytes, owner: UUID) -> tuple[str, bytes]:
    """The key of a file, sealed by the office's newest for this row and no other."""
    nonce = os.urandom(NONCE)
    cipher = AESGCM(keys.secrets[keys.newest])
    return keys.newest, nonce + cipher.encrypt(nonce, key, owner.bytes)


def unwrap(keys: OfficeKeys, name: str, wrapped: bytes, owner: UUID) -> bytes:
    """Raises: SealBroken, also when the office's key of that name is not there."""
    if name not in keys.secrets:
        raise SealBroken(f"the office's key {name!r} is not in the key file")
    try:
        return AESGCM(keys.secrets[name]).decrypt(wrapped[:NONCE], wrapped[NONCE:], owner.bytes)
    except InvalidTag as trouble:
        raise SealBroken("the wrapped key does not belong here") from trouble


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"lintas file pieces").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(NONCE - 1, "big") + bytes([last])
