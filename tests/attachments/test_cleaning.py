"""Uploads are opened in a process of their own that a bomb cannot leave."""

import io
import os
import subprocess
import sys

import pytest
from PIL import Image

from lintas.attachments import errors
from lintas.attachments.cleaning import SOURCE, clean_apart
from lintas.attachments.sanitise import clean

LIMIT = 15 * 1024 * 1024


def picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 40).convert("RGB").save(out, kind)
    return out.getvalue()


def inside(code: str) -> subprocess.CompletedProcess[str]:
    """What some code does after the cleaner has shut itself in."""
    shut = f"from lintas.attachments.cleaner import shut_in\nshut_in()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", shut],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_copy_is_the_same_as_in_this_process(kind: str) -> None:
    content = picture(kind)
    assert clean_apart(content, LIMIT) == clean(content, LIMIT)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b"hello", errors.KindNotTaken),
        (picture()[:3000], errors.PictureBroken),
        (b"%PDF-1.7 nothing more", errors.PdfBroken),
        (b"x" * (LIMIT + 1), errors.FileTooLarge),
    ],
    ids=["empty", "text", "cut off", "broken pdf", "large"],
)
def test_a_refusal_comes_back_with_its_sentence(
    content: bytes, refusal: type[errors.UploadRefused]
) -> None:
    with pytest.raises(refusal):
        clean_apart(content, LIMIT)


def test_memory_ends_at_the_limit() -> None:
    assert "MemoryError" in inside("x = bytearray(2 * 1024**3)").stderr


def test_no_file_can_be_written(tmp_path: object) -> None:
    wrote = inside(f"f = open({str(tmp_path / 'x')!r}, 'wb', buffering=0)\nf.write(b'x')")
    assert wrote.returncode != 0
    assert os.path.getsize(tmp_path / "x") == 0


def test_no_network_is_seen() -> None:
    unshare = "import ctypes; print(ctypes.CDLL(None).unshare(0x10000000 | 0x40000000))"
    may = subprocess.run([sys.executable, "-c", unshare], capture_output=True, text=True)
    if may.stdout.strip() != "0":
        pytest.skip("this machine lets nobody leave the network")
    code = "import socket\nprint([name for _, name in socket.if_nameindex()])\n"
    code += "socket.create_connection(('127.0.0.1', 9), 1)"
    tried = inside(code)
    assert "'lo'" in tried.stdout
    assert "eth" not in tried.stdout
    assert "unreachable" in tried.stderr
