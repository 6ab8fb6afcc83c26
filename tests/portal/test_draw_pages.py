"""What the public, programs and staff see of a draw: before it and after it."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from lintas.accounts import demo
from lintas.appointments import public as appointments
from lintas.appointments.draw_models import Draw
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.portal.templatetags.lintas import moment_short
from tests import walk
from tests.appointments.cast import DRAWN, OFFICE, announced, enter, few_places, settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def draw() -> Draw:
    found = announced(clock.now())
    few_places(found, 3)
    for _ in range(7):
        enter(found, clock.now())
    return found


def test_before_it_the_promise_is_there_and_the_secret_is_not(client: Client, draw: Draw) -> None:
    pages = [
        client.get("/undian/").content.decode(),
        client.get(f"/undian/{draw.pk}/").content.decode(),
        client.get(f"/en/undian/{draw.pk}/").content.decode(),
        client.get(f"/api/v1/offices/{OFFICE}/draws").content.decode(),
        client.get(f"/api/v1/draws/{draw.pk}").content.decode(),
        client.get(f"/layanan/{DRAWN}/").content.decode(),
    ]
    assert all(draw.seed not in page for page in pages)
    assert draw.commitment in pages[1]
    assert draw.commitment in pages[3]
    assert client.get(f"/undian/{draw.pk}/hasil.json").status_code == 404
    assert "dibagi dengan undian" in pages[5]
    release = client.get(f"/api/v1/offices/{OFFICE}/services/{DRAWN}/release").json()
    assert (release["plan"], release["waiting_list"]) == ("draw", True)
    assert release["first_day"] == draw.first_day.isoformat()


def test_after_it_a_stranger_downloads_both_files_and_computes_it_again(
    client: Client, draw: Draw, tmp_path: Path
) -> None:
    settled(draw)
    page = client.get(f"/undian/{draw.pk}/").content.decode()
    assert draw.seed in page
    assert "dihitung ulang: sama" in page
    assert page.count("daftar tunggu</li>") == 4
    file, script = tmp_path / "hasil.json", finders.find("undian/recompute.py")
    file.write_bytes(client.get(f"/undian/{draw.pk}/hasil.json").content)
    done = subprocess.run(
        [sys.executable, str(script), file], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(f"draw {draw.pk} ")
    assert "NOT THE SAME" not in done.stdout
    (drawn,) = (e for e in journal.entries_about(draw.pk) if e.kind == "draw:drawn")
    assert drawn.data.record == hashlib.sha256(file.read_bytes()).hexdigest()
    told = client.get(f"/api/v1/draws/{draw.pk}").json()
    assert told["phase"] == "drawn"
    assert (told["record"]["seed"], len(told["record"]["order"])) == (draw.seed, 7)


def test_of_a_share_the_result_says_which_tickets_had_it_and_how_many_places(
    client: Client, draw: Draw
) -> None:
    enter(draw, clock.now(), shares={"general", "priority"})
    few_places(draw, 8)
    settled(draw)
    page = client.get(f"/undian/{draw.pk}/").content.decode()
    assert page.count('<span class="tag">Prioritas</span>') == 1
    assert '<span class="tag">Priority</span>' in (
        client.get(f"/en/undian/{draw.pk}/").content.decode()
    )
    record = client.get(f"/api/v1/draws/{draw.pk}").json()["record"]
    assert sum(place["shares"].get("priority", 0) for place in record["places"]) > 0
    assert sum("+priority" in entry for entry in record["entries"]) == 1


def test_no_draw_no_page(client: Client) -> None:
    absent = "01890000-0000-7000-8000-000000000000"
    assert client.get(f"/undian/{absent}/").status_code == 404
    assert client.get(f"/api/v1/draws/{absent}").status_code == 404
    assert "Belum ada undian" in client.get("/undian/").content.decode()


def test_staff_see_how_it_stands_and_have_nothing_to_press(draw: Draw) -> None:
    demo.seed_staff(OFFICE, clock.now())
    officer = walk.signed_in_staff("lukas")
    page = officer.get("/petugas/undian/").content.decode()
    assert "pendaftaran dibuka" in page
    assert f"dibuka sampai {moment_short(draw.closes_at)}" in page, "no opening is past and next"
    assert draw.seed not in page
    assert "<button" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert officer.post("/petugas/undian/").status_code == 405
    settled(draw)
    assert "dihitung ulang: sama" in officer.get("/petugas/undian/").content.decode()
    assert Client().get("/petugas/undian/").status_code == 302
    states = {s.service: s for s in appointments.release_states(OFFICE, clock.now())}
    assert (states[DRAWN].waiting, states[DRAWN].offered) == (4, 3)
