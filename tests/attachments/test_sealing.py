"""Sealed files: they open with their key and no other, whole or not at all, and from any place."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.attachments.office_keys import OfficeKeys, OfficeKeysWrong, new_line, read_keys
from lintas.attachments.sealing import (
    HEAD,
    PIECE,
    TAG,
    Opened,
    SealBroken,
    new_key,
    seal,
    unwrap,
    wrap,
)
from lintas.kernel.ids import new_id

KEY = new_key()


def opened(sealed: bytes, key: bytes = KEY) -> Opened:
    return Opened(io.BytesIO(sealed), key)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_what_was_sealed_opens_again(size: int) -> None:
    content = os.urandom(size)
    found = opened(seal(KEY, content))
    assert (found.read(), found.size) == (content, size)


@given(st.integers(0, 3 * PIECE), st.integers(1, PIECE + 100))
def test_it_is_read_from_any_place(start: int, count: int) -> None:
    content = bytes(range(256)) * (3 * PIECE // 256)
    found = io.BufferedReader(opened(seal(KEY, content)))
    found.seek(start)
    assert found.read(count) == content[start : start + count]


def test_the_same_content_sealed_twice_has_nothing_in_common() -> None:
    one, other = seal(KEY, b"x" * 1000), seal(KEY, b"x" * 1000)
    assert one[HEAD:] != other[HEAD:]


def with_a_bit_turned(sealed: bytes, at: int) -> bytes:
    return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


@pytest.mark.parametrize(
    "harm",
    [
        lambda s: with_a_bit_turned(s, HEAD + 5),
        lambda s: with_a_bit_turned(s, HEAD - 3),
        lambda s: with_a_bit_turned(s, len(s) - 1),
        lambda s: s[: HEAD + PIECE + TAG],
        lambda s: s[:-1],
        lambda s: s + b"x",
        lambda s: (
            s[:HEAD]
            + s[HEAD + PIECE + TAG : HEAD + 2 * (PIECE + TAG)]
            + s[HEAD : HEAD + PIECE + TAG]
            + s[HEAD + 2 * (PIECE + TAG) :]
        ),
        lambda s: b"plain" + s,
        lambda s: b"",
    ],
    ids=["byte", "salt", "tag", "cut at a piece", "cut", "longer", "swapped", "no mark", "empty"],
)
def test_altered_bytes_do_not_open(harm: object) -> None:
    sealed = seal(KEY, os.urandom(2 * PIECE + 50))
    with pytest.raises(SealBroken):
        opened(harm(sealed)).read()  # type: ignore[operator]


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealBroken):
        opened(seal(KEY, b"secret"), new_key())


def test_a_wrapped_key_opens_for_its_own_row_with_its_own_office_key() -> None:
    keys = OfficeKeys("b", {"a": new_key(), "b": new_key()})
    row = new_id()
    name, wrapped = wrap(keys, KEY, row)
    assert (name, unwrap(keys, "b", wrapped, row)) == ("b", KEY)
    for other in (
        (keys, "b", wrapped, new_id()),
        (keys, "a", wrapped, row),
        (keys, "gone", wrapped, row),
    ):
        with pytest.raises(SealBroken):
            unwrap(*other)


def test_the_newest_line_of_the_key_file_counts(tmp_path: object) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# of the office\n{new_line('2026-01')}\n{new_line('2026-11')}")
    found = read_keys(file)
    assert (found.newest, sorted(found.secrets)) == ("2026-11", ["2026-01", "2026-11"])


@pytest.mark.parametrize(
    "text",
    ["", "a", "a eA==", f"{new_line('a')}{new_line('a')}", "a !!!", "a b c"],
    ids=["empty", "no key", "short", "twice", "not base64", "three words"],
)
def test_a_wrong_key_file_says_so(tmp_path: object, text: str) -> None:
    file = tmp_path / "keys"
    file.write_text(text)
    with pytest.raises(OfficeKeysWrong, match="keys"):
        read_keys(file)


def test_a_missing_key_file_says_so(tmp_path: object) -> None:
    with pytest.raises(OfficeKeysWrong, match="cannot be read"):
        read_keys(tmp_path / "none")
