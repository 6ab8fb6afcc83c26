"""One action for the whole route, on the page of one of its days."""

import re
from datetime import date

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.appointments import public as appointments
from lintas.kernel import clock
from tests import walk
from tests.applications.days_cast import all_booked, booking, carried
from tests.desk.test_days import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
NORTH, SOUTH = "muara-sikabaluan", "muara-siberut"
PAGE, NEXT = (
    f"/petugas/hari-layanan/{NORTH}/2026-12-16/",
    f"/petugas/hari-layanan/{SOUTH}/2026-12-17/",
)


@pytest.fixture
def head() -> Client:
    demo.seed_staff("mentawai", clock.now())
    appointments.prepare_slots(clock.now())
    return walk.signed_in_staff("lukas")


def hidden_of(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    found.pop("csrfmiddlewaretoken", None)
    return found


def test_the_rest_of_the_route_is_ticked_seen_and_goes_with_it(head: Client) -> None:
    north = all_booked(2, clock.now(), on=date(2026, 12, 16), place=NORTH)
    south = all_booked(3, clock.now(), on=date(2026, 12, 17), place=SOUTH)
    page = head.get(PAGE).content.decode()
    stop = re.search(r'name="stop" value="([^"]+)" checked', page)
    assert stop
    assert "Muara Siberut, Kamis 17 Desember 2026" in page
    move = {"action": "move", "reason": "cuaca", "to_on": "2026-12-18", "stop": stop.group(1)}
    seen = head.post(PAGE, move)
    said = text_of(seen)
    assert "5 orang diberi tahu" in said
    assert "Muara Sikabaluan, Rabu 16 Desember 2026 → Jumat 18 Desember 2026: 2 orang" in said
    assert "Muara Siberut, Kamis 17 Desember 2026 → Sabtu 19 Desember 2026: 3 orang" in said
    sure = hidden_of(seen.content.decode())
    for _ in range(2):
        assert head.post(PAGE, sure).url == PAGE
    carried(clock.now())
    assert {booking(one).slot.on for one in north} == {date(2026, 12, 18)}
    assert {booking(one).slot.on for one in south} == {date(2026, 12, 19)}
    for address in (PAGE, NEXT):
        assert text_of(head.get(address)).count("dipindah ke") >= 1


def test_without_the_tick_the_other_stop_stays_and_a_refusal_keeps_the_ticks(head: Client) -> None:
    answer = head.post(PAGE, {"action": "move", "reason": "cuaca", "to_on": ""})
    assert answer.status_code == 422
    assert 'name="stop"' in answer.content.decode()
    assert not re.search(r'name="stop" value="[^"]+" checked', answer.content.decode())
    seen = head.post(PAGE, {"action": "cancel", "reason": "cuaca"}).content.decode()
    sure = hidden_of(seen)
    assert "stop" not in sure
    head.post(PAGE, sure)
    assert "dibatalkan" in text_of(head.get(PAGE))
    assert "sesuai rencana" in text_of(head.get(NEXT))
    assert "singgah juga" not in text_of(head.get(NEXT)), "nothing lies ahead of the last stop"
