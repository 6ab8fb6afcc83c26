"""Visits in a calendar, opened by a library that is not the one that wrote them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.test import Client

from lintas.applications.visit_commands import cancel_visit, move_visit
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from tests.applications.visits import fresh, here, paid, person, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def events(text: str) -> list[object]:
    calendar = vobject.readOne(text)
    calendar.validate()
    assert calendar.version.value == "2.0"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "folded"
    assert "\n" not in text.replace("\r\n", "")
    return list(calendar.vevent_list)


def booked(client: Client, actor: object, hour: str = "08:30", days: int = 2) -> object:
    one, free = paid(actor)[0], slot(here(hour, days))
    assert client.post(f"/permohonan/{one.pk}/jadwal/", {"slot": free.pk}).status_code == 302
    return fresh(one.pk)


def file_of(client: Client, one: object) -> str:
    answer = client.get(f"/permohonan/{one.pk}/jadwal/kalender.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert f'filename="{one.number}.ics"' in answer["Content-Disposition"]
    return answer.content.decode()


def test_a_booking_is_an_event_at_its_place_and_hour() -> None:
    client, actor = person()
    one = booked(client, actor)
    text = file_of(client, one)
    event = events(text)[0]
    assert event.dtstart.value == here("08:30", 2)
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=30)
    assert event.dtstart.value.utcoffset() == timedelta(hours=7)
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Jakarta" in text
    assert re.search(r"DTSTART;TZID=Asia/Jakarta:\d{8}T083000", text)
    assert event.status.value == "CONFIRMED"
    assert event.sequence.value == "0"
    assert queue.ticket_of(one.pk).label in event.summary.value
    assert event.geo.value == "-2.0994;99.572"
    triggers = {alarm.trigger.value for alarm in event.valarm_list}
    assert triggers == {timedelta(days=-1), timedelta(hours=-1)}
    assert one.answers.name not in text, "calendars are shared: no name"
    assert file_of(client, one) == text, "the same visit is the same file"


def test_it_keeps_its_name_grows_in_number_and_is_cancelled_there_too() -> None:
    client, actor = person()
    one = booked(client, actor, days=2)
    first = events(file_of(client, one))[0]
    other = slot(here("13:30", 4))
    move_visit(application=one, slot_id=other.pk, ticket_id=new_id(), actor=actor, at=clock.now())
    moved = events(file_of(client, one))[0]
    assert moved.uid.value == first.uid.value
    assert (first.sequence.value, moved.sequence.value) == ("0", "1")
    assert moved.dtstart.value == here("13:30", 4)
    assert moved.dtstamp.value >= first.dtstamp.value
    cancel_visit(application=fresh(one.pk), actor=actor, at=clock.now())
    gone = events(file_of(client, one))[0]
    assert (gone.uid.value, gone.status.value, gone.sequence.value) == (
        first.uid.value, "CANCELLED", "2",
    )  # fmt: skip
    assert not hasattr(gone, "valarm_list"), "nobody is woken for it"


def feed_address(client: Client) -> str:
    page = client.get("/saya/kalender/").content.decode()
    found = re.search(r'value="http[^"]*(/kalender/[^"]+\.ics)"', page)
    return found.group(1) if found else ""


def test_a_persons_feed_is_a_secret_address_that_can_be_renewed_and_dropped() -> None:
    client, actor = person()
    booked(client, actor)
    second = booked(client, actor, "09:30", 3)
    assert feed_address(client) == ""
    client.post("/saya/kalender/")
    address = feed_address(client)
    found = Client().get(address)
    assert found.status_code == 200, "the calendar has no cookie"
    assert found["Cache-Control"].startswith("private")
    text = found.content.decode()
    assert [one.dtstart.value for one in events(text)] == [here("08:30", 2), here("09:30", 3)]
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "METHOD:PUBLISH" in text
    cancel_visit(application=fresh(second.pk), actor=actor, at=clock.now())
    states = [one.status.value for one in events(Client().get(address).content.decode())]
    assert states == ["CONFIRMED", "CANCELLED"]
    client.post("/saya/kalender/")
    assert Client().get(address).status_code == 404, "the old address stops at once"
    fresh_address = feed_address(client)
    assert Client().get(fresh_address).status_code == 200
    client.post("/saya/kalender/", {"do": "hapus"})
    assert Client().get(fresh_address).status_code == 404
    assert Client().get(fresh_address.replace(fresh_address[-8], "x")).status_code == 404


def test_a_feed_without_visits_is_a_calendar_all_the_same() -> None:
    client, _actor = person()
    client.post("/saya/kalender/")
    text = Client().get(feed_address(client)).content.decode()
    assert vobject.readOne(text).version.value == "2.0"
    assert not hasattr(vobject.readOne(text), "vevent_list")


def test_nobody_has_a_feed_without_an_account() -> None:
    answer = Client().get("/saya/kalender/")
    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


def test_the_ticket_leads_to_a_map_and_loads_nothing_from_elsewhere() -> None:
    client, actor = person()
    one = booked(client, actor)
    for page in ("tiket/", ""):
        text = client.get(f"/permohonan/{one.pk}/{page}").content.decode()
        assert 'href="geo:-2.0994,99.572' in text
        assert 'href="https://www.openstreetmap.org/?mlat=-2.0994&amp;mlon=99.572#map=17' in text
        assert not re.search(r'(src|<link[^>]*href)="https?://', text)


def test_an_hour_is_written_in_the_zone_of_the_office_whatever_the_servers_is() -> None:
    client, actor = person()
    one = booked(client, actor, "08:30", 2)
    event = events(file_of(client, one))[0]
    assert event.dtstart.value.astimezone(UTC) == here("08:30", 2).astimezone(UTC)
    assert isinstance(event.dtstamp.value, datetime)
    assert event.dtstamp.value.utcoffset() == timedelta(0)
