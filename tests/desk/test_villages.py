"""Somebody asks for a village on the stop's page, the office grants, villagers book: no scripts."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Answers
from lintas.appointments import public as appointments
from lintas.appointments.invariants import (
    check_appointments,
    check_ledger,
    check_places,
    check_shares,
    check_villages,
)
from lintas.appointments.village_models import VillageAsk
from lintas.kernel import clock
from lintas.notices.models import Notice
from tests import make, walk
from tests.applications.days_cast import paid as paid_ones
from tests.desk.test_days import BOAT, BOAT_DAY, SERVICE, SIBERUT, chosen, paid, text_of
from tests.notices.cast import clock_at

STOP = f"/jemput-bola/{SIBERUT}/2026-12-03/"
SAID = {"village": "13.09.03.2002", "people": "35", "contact": "Contoh Kepala, 0812", "note": "x"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def village_head() -> Client:
    appointments.prepare_slots(clock.now())
    person = Client()
    person.force_login(make.account("kepala desa", clock.now()))
    return person


@pytest.fixture
def head() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return walk.signed_in_staff("lukas")


def asked(person: Client, **more: str) -> VillageAsk:
    page = person.get(STOP).content.decode()
    ask = re.search(r'name="ask" value="([0-9a-f-]{36})"', page)
    assert ask
    assert person.post(f"{STOP}minta/", {**SAID, "ask": ask.group(1), **more}).url == STOP
    return VillageAsk.objects.get(pk=ask.group(1))


def grant_of(places: int) -> dict[str, str]:
    return {"opens": "09:00", "closes": "15:00", f"places-{SERVICE}": str(places)}


def test_asked_granted_told_and_taken_by_people_of_the_village(
    village_head: Client, head: Client
) -> None:
    public = Client().get(STOP)
    assert "Masuk untuk meminta tempat" in text_of(public)
    assert f"next={STOP}" in public.content.decode()
    assert Client().post(f"{STOP}minta/", SAID).url.startswith("/masuk/")
    ask = asked(village_head)
    assert "menunggu jawaban kantor" in text_of(village_head.get(STOP))
    assert "0812" not in text_of(Client().get(STOP))

    assert "Desa" in text_of(head.get("/petugas/hari-layanan/"))
    seen = text_of(head.get(BOAT_DAY))
    assert "Contoh Kepala, 0812" in seen
    grant = f"{BOAT_DAY}desa/{ask.pk}/beri/"
    refused = head.post(grant, grant_of(99))
    assert refused.status_code == 422
    assert "tinggal 18 tempat kosong" in text_of(refused)
    assert 'value="99"' in refused.content.decode()
    assert head.post(grant, grant_of(18)).url == BOAT_DAY
    assert "18 tempat, pukul 09.00–15.00" in text_of(head.get(BOAT_DAY))

    walk.work()
    told = Notice.objects.get(template="village-granted")
    assert "18 tempat jemput bola di Muara Siberut" in told.body
    assert "18 tempat, pukul 09.00–15.00" in text_of(village_head.get(STOP))
    kept = "18 tempat disimpan untuk warga Desa"
    for page in (STOP, "/jemput-bola/"):
        assert kept in text_of(Client().get(page))
    english = text_of(Client().get(f"/en{STOP}"))
    assert "18 places are kept" in english
    api = Client().get("/api/v1/offices/mentawai/outreach").json()[0]
    assert api["kept"][0]["village"] == SAID["village"]
    assert (api["kept"][0]["places"], api["kept"][0]["left"]) == (18, 18)

    villager, stranger = Client(), Client()
    mine = paid(villager)
    (other,) = paid_ones(1, clock.now())
    Answers.objects.filter(application=other.pk).update(data={"desa": "13.09.09.2001"})
    stranger.force_login(Account.objects.get(pk=other.account_id))
    here = f"?tempat={SIBERUT}&hari=2026-12-03"
    assert "untuk warga Desa" in text_of(villager.get(f"/permohonan/{mine.pk}/jadwal/{here}"))
    theirs = stranger.get(f"/permohonan/{other.pk}/jadwal/{here}").content.decode()
    slots = appointments.open_slots(
        "mentawai", SERVICE, BOAT, clock.now(), [f"desa-{SAID['village']}"], SIBERUT
    )
    assert not [slot for slot in slots if str(slot.id) in theirs]
    refused = stranger.post(f"/permohonan/{other.pk}/jadwal/{here}", {"slot": str(slots[0].id)})
    assert refused.status_code != 302
    assert appointments.booking_of(other.pk) is None
    assert "Jemput bola Muara Siberut" in chosen(villager, mine, here)
    checks = (check_appointments, check_places, check_shares, check_villages, check_ledger)
    assert [sentence for check in checks for sentence in check()] == []


def test_declined_with_a_reason_that_the_asker_reads(village_head: Client, head: Client) -> None:
    ask = asked(village_head)
    decline = f"{BOAT_DAY}desa/{ask.pk}/tolak/"
    assert head.post(decline, {"reason": ""}).status_code == 422
    assert head.post(decline, {"reason": "Kapal hanya sebentar"}).url == BOAT_DAY
    walk.work()
    assert "Kapal hanya sebentar" in Notice.objects.get(template="village-declined").body
    assert "Kapal hanya sebentar" in text_of(village_head.get(STOP))
    assert "Kapal hanya sebentar" not in text_of(Client().get(STOP))


def test_the_way_to_ask_is_offered_as_long_as_one_can_ask(tmp_path: Path) -> None:
    appointments.prepare_slots(clock.now())
    with clock_at(tmp_path) as stand:
        stand(datetime.fromisoformat("2026-11-30T07:50:00+07:00"))
        assert STOP in Client().get("/jemput-bola/").content.decode()
        stand(datetime.fromisoformat("2026-11-30T08:00:00+07:00"))
        page = Client().get("/jemput-bola/").content.decode()
        assert "Muara Siberut, Kamis 3 Desember 2026" in page
        assert STOP not in page
        assert "sudah ditutup" in text_of(Client().get(STOP))


def test_what_is_refused_comes_back_as_typed_and_can_be_withdrawn(village_head: Client) -> None:
    answer = village_head.post(f"{STOP}minta/", {**SAID, "people": "12"})
    assert answer.status_code == 422
    assert "sedikitnya 30 orang" in text_of(answer)
    assert 'value="Contoh Kepala, 0812"' in answer.content.decode()
    ask = asked(village_head)
    assert village_head.post(f"{STOP}tarik/", {"ask": str(ask.pk)}).url == STOP
    assert "ditarik" in text_of(village_head.get(STOP))
    again = village_head.post(f"{STOP}tarik/", {"ask": str(ask.pk)})
    assert again.status_code == 422


def test_only_who_decides_about_days_grants(village_head: Client, head: Client) -> None:
    ask = asked(village_head)
    officer = walk.signed_in_staff("rosa")
    page = officer.get(BOAT_DAY)
    assert "menunggu penyetuju atau kepala kantor" in text_of(page)
    assert officer.post(f"{BOAT_DAY}desa/{ask.pk}/tolak/", {"reason": "x"}).status_code == 404
    for wrong in (f"{STOP[:-11]}2026-12-04/", "/jemput-bola/tiada/2026-12-03/", f"{STOP[:-11]}x/"):
        assert Client().get(wrong).status_code == 404
