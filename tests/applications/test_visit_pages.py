"""What the pages of a visit say before anything is pressed that would be refused."""

import re
from pathlib import Path

import pytest

from lintas.applications import family_commands
from lintas.applications.visit_commands import book_visit, move_visit
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from tests.applications.visits import fresh, here, paid, person, slot
from tests.walk import forward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def test_who_has_changed_once_reads_so_and_is_shown_no_times() -> None:
    client, actor = person()
    one, first, other = paid(actor)[0], slot(here("08:30", 3)), slot(here("09:30", 3))
    slot(here("10:30", 4))
    address = f"/permohonan/{one.pk}/jadwal/"
    client.post(address, {"slot": first.pk})
    page = client.get(address).content.decode()
    assert 'name="slot"' in page
    assert "Jam masih dapat diganti 1 kali" in page
    move_visit(
        application=fresh(one.pk),
        slot_id=other.pk,
        ticket_id=new_id(),
        actor=actor,
        at=clock.now(),
    )
    page = client.get(address).content.decode()
    assert 'name="slot"' not in page
    assert "diganti 0 kali" not in page
    assert "sudah diganti sebanyak yang boleh" in page
    assert "09.30" in page
    assert "This time has been changed as often" in client.get(f"/en{address}").content.decode()


def test_who_comes_today_reads_until_when_it_could_be_changed(tmp_path: Path) -> None:
    client, actor = person()
    one = paid(actor)[0]
    time = slot(here("15:30", 1))
    slot(here("08:30", 4))
    book_visit(
        application=one,
        slot_id=time.pk,
        booking_id=new_id(),
        ticket_id=new_id(),
        actor=actor,
        at=clock.now(),
    )
    forward(tmp_path / "clock-shift", here("09:00", 1))
    page = client.get(f"/permohonan/{one.pk}/jadwal/").content.decode()
    assert 'name="slot"' not in page
    assert "Jam ini dapat diganti sampai" in page


def test_a_family_is_named_to_whoever_may_see_it_and_to_nobody_else() -> None:
    client, actor = person()
    mine = paid(actor, 2)
    family_commands.gather(application=mine[0], others=mine[1:], actor=actor, at=clock.now())
    page = client.get(f"/permohonan/{mine[0].pk}/bersama/").content.decode()
    assert page.count(f"{mine[1].answers.name}, ") >= 1
    code = re.search(r'class="number">([A-Z0-9-]+)<', page)
    assert code
    stranger, other = person("0812 0000 0999")
    theirs = paid(other)[0]
    stranger.post(f"/permohonan/{theirs.pk}/bersama/gabung/", {"kode": code.group(1)})
    page = stranger.get(f"/permohonan/{theirs.pk}/bersama/").content.decode()
    assert mine[1].number in page
    assert page.count("<li><b>") == 3
    named = list(re.findall(r"<li><b>[^<]+</b>(.*?)<span>", page, re.DOTALL))
    assert sum(f"{theirs.answers.name}, " in one for one in named) == 1


def test_the_calendars_address_opens_in_a_calendar() -> None:
    client, _ = person()
    client.post("/saya/kalender/")
    page = client.get("/saya/kalender/").content.decode()
    assert re.search(r'class="btn" href="webcal://[^"]+\.ics"', page)
    assert '<button class="btn">Ganti' not in page, "the first button breaks nothing"
