"""Staff see the lobby live; the head slows, stops, begins and ends it, each with an entry."""

from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.appointments import public as appointments
from lintas.appointments.lobby_models import Lobby
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from tests import walk
from tests.appointments.cast import DRAWN, OFFICE, PERSON, ROLLING, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def head() -> Client:
    demo.seed_staff(OFFICE, clock.now())
    return walk.signed_in_staff("lukas")


def begun(head: Client) -> Lobby:
    slot(ROLLING, clock.now() + timedelta(days=2), places=345)
    answer = head.post("/petugas/ruang-tunggu/mulai/", {"service": ROLLING})
    assert answer.status_code == 302
    return Lobby.objects.get()


def test_the_head_begins_slows_stops_and_ends_it(head: Client) -> None:
    lobby = begun(head)
    people = [new_id() for _ in range(123)]
    appointments.line_up(
        lobby_id=lobby.pk,
        arrivals=[appointments.Arrival(new_id(), one, new_id(), one.hex) for one in people],
        actor=PERSON,
        at=clock.now(),
    )
    appointments.take_turn(lobby_id=lobby.pk, at=clock.now())
    page = head.get("/petugas/ruang-tunggu/").content.decode()
    assert "<dd>93</dd>" in page, "who waits"
    assert "<dd>345</dd>" in page, "places left"
    one = f"/petugas/ruang-tunggu/{lobby.pk}/"
    head.post(f"{one}henti/", {"said": ""})
    page = head.get("/petugas/ruang-tunggu/").content.decode()
    assert str(appointments.SaidNothing.sentence) in page
    head.post(f"{one}henti/", {"said": "Listrik padam"})
    assert "Listrik padam" in head.get("/petugas/ruang-tunggu/").content.decode()
    head.post(f"{one}pelan/", {"said": "Jaringan lambat"})
    head.post(f"{one}buka/")
    head.post(f"{one}tutup/")
    kinds = [e.kind for e in journal.entries_about(lobby.pk) if e.actor_id is not None]
    assert [kind for kind in kinds if kind != "lobby:lined-up"] == [
        "lobby:began",
        "lobby:paced",
        "lobby:paced",
        "lobby:paced",
        "lobby:ended",
    ]
    assert head.post(f"{one}buka/").status_code == 404


def test_the_same_service_has_one_and_a_drawn_one_has_none(head: Client) -> None:
    begun(head)
    head.post("/petugas/ruang-tunggu/mulai/", {"service": ROLLING})
    assert Lobby.objects.count() == 1
    assert "sudah punya ruang tunggu" in head.get("/petugas/ruang-tunggu/").content.decode()
    for service in (DRAWN, "tidak-ada"):
        answer = head.post("/petugas/ruang-tunggu/mulai/", {"service": service})
        assert answer.status_code == 404


def test_officers_see_it_and_cannot_touch_it(head: Client) -> None:
    lobby = begun(head)
    officer = walk.signed_in_staff("rosa")
    page = officer.get("/petugas/ruang-tunggu/").content.decode()
    assert "<dd>345</dd>" in page
    assert "/henti/" not in page
    assert officer.post(f"/petugas/ruang-tunggu/{lobby.pk}/henti/").status_code == 404
    assert officer.post("/petugas/ruang-tunggu/mulai/", {"service": ROLLING}).status_code == 404
    assert Client().get("/petugas/ruang-tunggu/").status_code == 302


def test_everybody_may_check_how_the_order_came_about(head: Client, client: Client) -> None:
    lobby = begun(head)
    page = client.get(f"/ruang-tunggu/{lobby.pk}/").content.decode()
    assert lobby.commitment in page
    assert "dihitung ulang: sama" in page
    answer = client.get(f"/ruang-tunggu/{lobby.pk}/urutan.json")
    assert answer.json()["commitment"] == lobby.commitment
    assert f"/ruang-tunggu/{lobby.pk}/" in client.get("/undian/").content.decode()
    assert client.get(f"/ruang-tunggu/{new_id()}/").status_code == 404
    early = new_id()
    appointments.begin_lobby(
        lobby_id=early, office=OFFICE, service="paspor-hilang", why="weekly",
        opens_at=clock.now() + timedelta(hours=1), actor=PERSON, at=clock.now(),
    )  # fmt: skip
    seed = Lobby.objects.get(pk=early).seed
    assert seed not in client.get(f"/ruang-tunggu/{early}/").content.decode()
    assert client.get(f"/ruang-tunggu/{early}/urutan.json").status_code == 404
