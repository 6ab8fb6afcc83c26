"""One contract for every passport system: the fake, the shared folder, the simulator."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from lintas.env import ROOT
from lintas.production.adapters.folder import FolderPassportSystem
from lintas.production.adapters.http import HttpPassportSystem
from lintas.production.files import BatchLine, Expected, batch_file, read_answer
from lintas.production.ports import BatchNotTaken, PassportSystem, SystemAway
from tests.fakes.passport_system import FakePassportSystem
from tools.postgres import free_port

NUMBER = "MTW-P26-0001"
SECRET = "agreed"
LINES = [
    BatchLine("MTW-26-7K3Q9", "paspor-penggantian", "Ma'ruf Çontoh", {"nik": "1"}, 650_000),
    BatchLine("MTW-26-7K3QA", "paspor-penggantian", "Contoh", {}, 950_000),
]
CONTENT = batch_file(NUMBER, "mentawai", "passport", datetime(2026, 11, 25, tzinfo=UTC), LINES)


@contextmanager
def simulator(folder: Path, seconds: float) -> Iterator[httpx.Client]:
    port = free_port()
    told = ["--port", str(port), "--secret", SECRET, "--data", str(folder)]
    command = [sys.executable, "-m", "simulators.production", *told, "--seconds", str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT)
    patient = httpx.HTTPTransport(retries=6)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=patient) as client:
            client.get("/")
            yield client
    finally:
        process.terminate()
        process.wait(10)


@dataclass(frozen=True)
class Party:
    system: PassportSystem
    finish: Callable[[], object]
    """The documents are made now."""


@pytest.fixture(params=["fake", "folder", "simulator"])
def party(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Party]:
    from simulators.production.store import Store

    def answer() -> bytes:
        store = Store(tmp_path / "elsewhere")
        store.take(NUMBER, CONTENT, time.time())
        return store.answer(NUMBER).encode()

    if request.param == "fake":
        fake = FakePassportSystem()
        yield Party(fake, lambda: fake.answers.update({NUMBER: answer()}))
    elif request.param == "folder":
        back = tmp_path / "in" / f"{NUMBER}.answer.jsonl"
        yield Party(FolderPassportSystem(tmp_path), lambda: back.write_bytes(answer()))
    else:
        with simulator(tmp_path, seconds=1) as client:
            url = str(client.base_url).rstrip("/")
            yield Party(HttpPassportSystem(url, SECRET), lambda: time.sleep(1.2))


def test_a_batch_is_taken_once_and_answered_when_it_is_made(party: Party) -> None:
    party.system.send(NUMBER, CONTENT)
    party.system.send(NUMBER, CONTENT)
    assert party.system.answer_to(NUMBER) is None
    party.finish()
    content = party.system.answer_to(NUMBER)
    assert content is not None
    expected = [Expected(n, one.number, one.paid_rupiah) for n, one in enumerate(LINES, start=1)]
    results = read_answer(content, NUMBER, expected)
    assert len({result.document_number for result in results}) == 2
    assert party.system.answer_to(NUMBER) == content


def test_another_file_of_the_same_number_is_not_taken(party: Party) -> None:
    party.system.send(NUMBER, CONTENT)
    other = batch_file(NUMBER, "mentawai", "passport", datetime(2026, 1, 1, tzinfo=UTC), LINES[:1])
    with pytest.raises(BatchNotTaken):
        party.system.send(NUMBER, other)


def test_a_system_that_is_away_says_so(tmp_path: Path) -> None:
    nobody = HttpPassportSystem(f"http://127.0.0.1:{free_port()}", SECRET)
    (tmp_path / "file").write_text("")
    for system in (
        nobody,
        FakePassportSystem(away=True),
        FolderPassportSystem(tmp_path / "file"),
    ):
        with pytest.raises(SystemAway):
            system.send(NUMBER, CONTENT)
        with pytest.raises(SystemAway):
            system.answer_to(NUMBER)


def test_the_simulator_checks_totals_fails_lines_and_keeps_to_its_secret(tmp_path: Path) -> None:
    with simulator(tmp_path, seconds=1) as client:
        url = str(client.base_url).rstrip("/")
        with pytest.raises(SystemAway):
            HttpPassportSystem(url, "guessed").send(NUMBER, CONTENT)
        system = HttpPassportSystem(url, SECRET)
        with pytest.raises(SystemAway):
            system.answer_to(NUMBER)
        with pytest.raises(BatchNotTaken):
            system.send(NUMBER, CONTENT.replace('"count":2', '"count":3'))
        system.send(NUMBER, CONTENT)
        assert client.post(f"/fail/{NUMBER}/2").status_code == 303
        assert client.post(f"/spoil/{NUMBER}").status_code == 303
        time.sleep(1.2)
        spoiled, mended = (system.answer_to(NUMBER) or b"" for _ in range(2))
        sums = [json.loads(c.splitlines()[0])["sum_rupiah"] for c in (spoiled, mended)]
        assert sums == [1_600_001, 1_600_000]
        assert json.loads(mended.splitlines()[2])["reason"] == "photo-unusable"
        assert "Tidak ada dokumen yang dicetak" in client.get("/").text
        english = client.get("/", params={"lang": "en"}).text
        assert "No document is printed" in english
        assert 'href="?lang=id"' in english
        client.post("/away")
        with pytest.raises(SystemAway):
            system.answer_to(NUMBER)


@pytest.mark.parametrize("number", ["MTW-P26-0001", "MTW-P26-9999"])
def test_a_folder_keeps_what_was_written_whole(tmp_path: Path, number: str) -> None:
    FolderPassportSystem(tmp_path).send(number, CONTENT)
    assert [f.name for f in (tmp_path / "out").iterdir()] == [f"{number}.jsonl"]
    assert (tmp_path / "out" / f"{number}.jsonl").read_text() == CONTENT
