"""What is half typed comes back as typed, judged only when it is sent."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from lintas.accounts.models import Tries
from lintas.applications.models import Answers, Application, Typed
from lintas.applications.queries import service_of
from lintas.applications.typed_views import MOST_AN_HOUR
from lintas.kernel import clock
from tests import walk
from tests.answers import answers_for

pytestmark = pytest.mark.django_db
SERVICE = "paspor-penggantian"


def started(person: Client) -> tuple[Application, str]:
    place = person.post(f"/permohonan/baru/{SERVICE}/").url
    return Application.objects.get(pk=UUID(place.split("/")[2])), place


def a_page_with(application: Application, question: str) -> str:
    service = service_of(application)
    page = next(p for p in service.pages if question in p.questions)
    return f"/permohonan/{application.pk}/isi/{page.id}/"


def type_in(
    person: Client, place: str, question: str, inputs: dict[str, str], **more: str
) -> HttpResponse:
    return person.post(f"{place}ketik/", {"_q": question, **inputs, **more})


def field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, name
    value = re.search(r'value="([^"]*)"', found.group())
    return value.group(1) if value else ""


def test_half_a_nik_and_half_a_date_come_back_and_are_no_answer(person: Client) -> None:
    application, _first = started(person)
    nik = a_page_with(application, "nik")
    assert type_in(person, nik, "nik", {"nik": "1309 12"}).status_code == 200
    assert field(person.get(nik).content.decode(), "nik") == "1309 12"
    born = a_page_with(application, "tanggal-lahir")
    type_in(
        person,
        born,
        "tanggal-lahir",
        {"tanggal-lahir_day": "31", "tanggal-lahir_month": "2", "tanggal-lahir_year": ""},
    )
    page = person.get(born).content.decode()
    assert [field(page, f"tanggal-lahir_{part}") for part in ("day", "month", "year")] == [
        "31",
        "2",
        "",
    ]
    assert "masih ada di sini" in page
    assert 'class="trouble"' not in page
    assert "nik" not in Answers.objects.get().data
    assert (
        "belum disimpan dengan tombol"
        in person.get(f"/permohonan/{application.pk}/periksa/").content.decode()
    )


def test_kept_with_the_button_it_is_an_answer_and_nothing_is_half_typed(person: Client) -> None:
    application, _first = started(person)
    place = a_page_with(application, "nik")
    type_in(person, place, "nik", {"nik": "13"})
    asked = walk.asked_on(person.get(place).content.decode())
    answers = answers_for(service_of(application), clock.now().date())
    assert (
        person.post(place, walk.form_of({q: answers[q] for q in asked if q in answers})).status_code
        == 302
    )
    assert Answers.objects.get().data["nik"] == answers["nik"]
    assert Typed.objects.get().data == {}
    # What a browser sends late says what is kept already, or was typed before it was kept.
    type_in(person, place, "nik", {"nik": answers["nik"]})
    type_in(person, place, "nik", {"nik": "13"}, _age="60")
    assert Typed.objects.get().data == {}
    type_in(person, place, "nik", {"nik": "1309"})
    assert field(person.get(place).content.decode(), "nik") == "1309"


def test_another_window_is_told_and_other_questions_stay(person: Client) -> None:
    application, _first = started(person)
    place = a_page_with(application, "nik")
    before = (clock.now() - timedelta(seconds=5)).isoformat()
    first = type_in(person, place, "nik", {"nik": "1"}, _since=before).json()
    second = type_in(person, place, "nik", {"nik": "2"}, _since=before).json()
    assert (first["elsewhere"], second["elsewhere"]) == ([], ["nik"])
    again = type_in(person, place, "nik", {"nik": "23"}, _since=second["at"]).json()
    assert again["elsewhere"] == []
    type_in(person, place, "nama", {"nama": "Contoh"})
    assert set(Typed.objects.get().data) == {"nik", "nama"}


def test_a_stranger_finds_nothing_and_a_flood_is_told_to_wait(person: Client) -> None:
    application, _first = started(person)
    place = a_page_with(application, "nik")
    assert type_in(Client(), place, "nik", {"nik": "1"}).status_code == 404
    assert type_in(person, place.replace("/isi/", "/isi/x"), "nik", {}).status_code == 404
    assert type_in(person, place, "nik", {"nik": "1" * 70_000}).status_code == 422
    Tries.objects.filter(count__lt=5).update(count=MOST_AN_HOUR)
    wait = type_in(person, place, "nik", {"nik": "1"})
    assert (wait.status_code, "refused" in wait.json()) == (429, True)


def test_two_windows_that_press_the_button_do_not_undo_each_other(person: Client) -> None:
    application, _first = started(person)
    place = a_page_with(application, "nama")
    page = person.get(place).content.decode()
    shown = field(page, "shown")
    answers = answers_for(service_of(application), clock.now().date())
    first = walk.form_of({q: answers[q] for q in walk.asked_on(page) if q in answers})
    assert person.post(place, {**first, "shown": shown}).status_code == 302
    clash = person.post(place, {**first, "nama": "Nama Lain", "shown": shown})
    text = clash.content.decode()
    assert "juga diubah di jendela" in text
    assert answers["nama"] in text
    assert Answers.objects.get().data["nama"] == answers["nama"]
    again = person.post(place, {**first, "nama": "Nama Lain", "shown": field(text, "shown")})
    assert again.status_code == 302
    assert Answers.objects.get().data["nama"] == "Nama Lain"
