"""The how-to is right: its blocks, put into empty folders, are a service that can be walked."""

import re
import threading
import tomllib
from datetime import date
from pathlib import Path

import pytest

from lintas.catalogue.definition import Service
from lintas.env import ROOT
from tests import running
from tests.answers import answers_for
from tests.kills.crowd import Approver, Counter, Person
from tests.walk import asked_on, form_of, photo

pytestmark = pytest.mark.on_sqlite
HOWTO = ROOT / "docs" / "howto" / "add-a-service.md"
TURNS = 100
BLOCK = re.compile(r"^```\w+ file=(\S+)( add)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def written_as_told(folder: Path) -> None:
    """What a reader of the how-to has in their folders at the end of it."""
    office = folder / "offices" / "mentawai" / "office.toml"
    office.parent.mkdir(parents=True)
    office.write_text((ROOT / "offices" / "mentawai" / "office.toml").read_text())
    rules = folder / "rules"
    rules.mkdir()
    for file in (ROOT / "docs" / "rules").glob("*.md"):
        (rules / file.name).write_text(file.read_text())
    blocks = BLOCK.findall(HOWTO.read_text())
    assert len(blocks) == 3
    for name, add, text in blocks:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{file.read_text()}\n{text}" if add else text)


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    written_as_told(tmp_path)
    names = {"LINTAS_SERVICES": "services", "LINTAS_RULES": "rules", "LINTAS_OFFICES": "offices"}
    return {variable: str(tmp_path / name) for variable, name in names.items()}


def test_a_new_folder_walks_from_its_page_to_the_decision(
    tmp_path: Path, folders: dict[str, str]
) -> None:
    source = (tmp_path / "services" / "surat-contoh" / "service.toml").read_text()
    answers = answers_for(Service.model_validate(tomllib.loads(source)), date(2026, 11, 25))
    data = tmp_path / "data"
    data.mkdir()
    with running.office(data, **folders) as office:
        assert "complete" in office.manage("services", "check")
        person = Person(office.site, 0, 0, threading.Event())
        assert "Surat contoh" in person.get("/layanan/")
        assert "perlu konfirmasi" in person.get("/layanan/surat-contoh/")
        person.sign_in()
        one = sent(person, answers)
        person.until("nothing is due", lambda: person.status(one) == "paid")
        person.book(one)
        counter = Counter(office.site, 0, "rosa", threading.Event())
        counter.post("/petugas/loket/duduk/", {"counter": "loket-2"})
        served_until(counter, person, one, "under-review")
        approver = Approver(office.site, 1, "yohana", threading.Event())
        assert approver.take("under-review", "approve") == [one]
        for step, status in (("start-production", "approved"), ("mark-ready", "in-production")):
            assert counter.take(status, step) == [one]
        served_until(counter, person, one, "collected")
        assert "Surat contoh" in person.get(f"/permohonan/{one}/")
        office.manage("verify")


def served_until(counter: Counter, person: Person, one: str, status: str) -> None:
    for _ in range(TURNS):
        if person.status(one) == status:
            return
        counter.one_turn()
    raise AssertionError(f"still {person.status(one)} after {TURNS} turns at the counter")


def sent(person: Person, answers: dict[str, str]) -> str:
    """Each page as the form leads on, then the papers and the summary."""
    person.get("/layanan/surat-contoh/")
    place = person.post("/permohonan/baru/surat-contoh/", {}).headers["Location"]
    one = str(place.split("/")[2])
    page = person.get(place)
    for _ in range(20):
        if "/isi/" not in place:
            break
        asked = asked_on(page)
        saved = person.post(place, form_of({q: a for q, a in answers.items() if q in asked}))
        place = saved.headers.get("Location", place)  # none when an answer opened a question
        page = saved.text if saved.status_code == 200 else person.get(place)
    files = {"file": ("kartu.jpg", photo(), "image/jpeg")}
    person.post(f"/permohonan/{one}/berkas/", {"paper": "kartu"}, files=files)
    assert person.post(f"/permohonan/{one}/kirim/", {}).status_code == 302
    return one


def test_an_error_in_the_folder_names_file_line_and_key(
    tmp_path: Path, folders: dict[str, str]
) -> None:
    import os
    import subprocess
    import sys

    file = tmp_path / "services" / "surat-contoh" / "service.toml"
    file.write_text(
        file.read_text().replace('kind = "phone"', "").replace("minutes = 10", 'minutes = "ten"')
    )
    surroundings = {**os.environ, **folders, "LINTAS_DATA": str(tmp_path)}
    check = [sys.executable, "manage.py", "services", "check"]
    done = subprocess.run(check, cwd=ROOT, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 1
    line = next(n for n, t in enumerate(file.read_text().splitlines(), 1) if "minutes" in t)
    assert f"service.toml:{line}" in done.stderr
    assert "visit.minutes" in done.stderr
