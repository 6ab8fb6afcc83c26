"""A scanner is asked before anything is opened; without its word an upload waits, never lost."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lintas.attachments import errors
from lintas.attachments.incoming_commands import finish_incoming
from lintas.attachments.incoming_queries import incoming_of
from lintas.attachments.models import Attachment, Incoming
from lintas.attachments.ports import Scanner, ScannerAway
from lintas.attachments.scanners.clamd import Clamd
from lintas.attachments.tasks import ask_waiting, sweep_quarantine
from lintas.invariants import broken
from tests.attachments.cast import CASE, stored
from tests.attachments.pictures import picture
from tests.fakes.clamd import EICAR, FakeClamd, clamd


@pytest.fixture
def fake() -> Iterator[FakeClamd]:
    with clamd() as found:
        yield found


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """ClamAV's own daemon with one signature of ours; no list from outside."""
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    if not Path(program).exists():
        pytest.skip("clamav-daemon is not installed here")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    signature = f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n"
    (folder / "db" / "ours.ndb").write_text(signature)
    socket = folder / "s"
    lines = {
        "LocalSocket": socket,
        "DatabaseDirectory": folder / "db",
        "Foreground": "yes",
        "TemporaryDirectory": folder,
        "LogFile": folder / "log",
    }
    (folder / "conf").write_text("".join(f"{key} {value}\n" for key, value in lines.items()))
    running = subprocess.Popen(
        [program, "--config-file", str(folder / "conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            if socket.exists() or running.poll() is not None:
                break
            time.sleep(0.1)
        assert socket.exists(), (folder / "log").read_text()
        yield f"unix:{socket}"
    finally:
        running.kill()
        running.wait()


def contract(scanner: Scanner) -> None:
    assert scanner.finding(picture()) == ""
    assert scanner.finding(b"x" * 3_000_000) == ""
    assert "eicar" in scanner.finding(EICAR).lower()


def test_the_fake_keeps_the_contract(fake: FakeClamd) -> None:
    contract(Clamd(fake.address))


def test_clamav_itself_keeps_the_contract(real: str) -> None:
    contract(Clamd(real))


@pytest.mark.parametrize(
    "answer",
    ["", "INSTREAM size limit exceeded. ERROR", "stream: OK and more", "UNKNOWN COMMAND", "OK"],
)
def test_anything_but_a_clear_word_is_no_verdict(fake: FakeClamd, answer: str) -> None:
    fake.answer = answer
    with pytest.raises(ScannerAway):
        Clamd(fake.address).finding(b"x")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.ctl"])
def test_nobody_there_is_no_verdict(address: str) -> None:
    with pytest.raises(ScannerAway):
        Clamd(address).finding(b"x")


@pytest.mark.django_db
def test_what_is_infected_is_refused_and_its_bytes_are_gone(
    fake: FakeClamd, at: datetime, settings: object
) -> None:
    settings.CLAMD = fake.address
    kept = stored(picture(), at)
    with pytest.raises(errors.Infected):
        stored(picture() + EICAR, at)
    assert [a.pk for a in Attachment.objects.all()] == [kept.id]
    (refused,) = incoming_of(CASE)
    assert refused.refusal == errors.Infected.sentence
    assert [p for p in Path(settings.QUARANTINE_ROOT).rglob("*") if p.is_file()] == []
    assert list(broken()) == []


@pytest.mark.django_db
def test_while_the_scanner_is_away_an_upload_waits_and_then_comes(
    fake: FakeClamd, at: datetime, settings: object
) -> None:
    settings.CLAMD, fake.answer = fake.address, ""
    assert stored(picture(), at) is None
    (waiting,) = incoming_of(CASE)
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert not Attachment.objects.exists()
    month = at + timedelta(days=30)
    sweep_quarantine(at=month, wall=timezone.now() + timedelta(days=30))
    assert finish_incoming(incoming_id=waiting.id, at=month) is None
    fake.answer = None
    later = month + timedelta(minutes=15)
    assert ask_waiting(later) == 1
    assert ask_waiting(later) == 0, "it is asked for once"
    found = finish_incoming(incoming_id=waiting.id, at=later)
    assert found is not None
    assert found.id == waiting.id
    assert incoming_of(CASE) == []
    assert Incoming.objects.get().state == "stored"
    assert list(broken()) == []
