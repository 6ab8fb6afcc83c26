"""The demonstration's requests go their way by the real commands, and stand where they say."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from lintas import demo
from lintas.accounts import demo as accounts_demo
from lintas.applications.models import Answers, Application
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.demo_visits import HERE, NAMES, seed_visits
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.queue import public as queue
from lintas.queue.demo import seed_day
from lintas.queue.models import Ticket
from tests.walk import forward

STANDS = {"paid": "paid", "reviewed": "under-review", "approved": "approved", "ready": "ready"}


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_every_request_stands_where_the_list_says_and_again_adds_none() -> None:
    at = clock.now()
    accounts_demo.seed_staff("mentawai", at)
    demo.seed_requests("mentawai", at)
    stands = Counter(Application.objects.values_list("service", "status"))
    assert stands == Counter((one.service, STANDS[one.stage]) for one in demo.wanted())
    assert Application.objects.filter(status_since__gt=at).count() == 0
    assert Ticket.objects.exclude(status__in=["done", "issued"]).count() == 0
    assert list(broken()) == []
    assert list(journal.failing_reactions()) == []
    demo.seed_requests("mentawai", at)
    assert Application.objects.count() == len(demo.wanted())


def test_whoever_stands_in_the_list_is_visibly_made_up() -> None:
    for one in demo.wanted():
        name = one.answers["nama"]
        assert "Contoh" in name or name == "Anna Maria Eriksson"  # the specimen of ICAO Doc 9303
        assert "contoh.example" in one.contact or one.contact.startswith("0812 0000 ")
    to_decide = [one.service for one in demo.wanted() if one.stage == "reviewed"]
    assert len(to_decide) >= 10
    assert len(set(to_decide)) >= 8


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_day_comes_from_bookings_and_all_pages_tell_of_the_same_people() -> None:
    at = clock.now()
    office = catalogue.office("mentawai")
    accounts_demo.seed_staff("mentawai", at)
    appointments.prepare_slots(at)
    for _ in range(2):
        seed_visits("mentawai", at)
        seed_day("mentawai", at)
    today = office.today(at)
    booked = Ticket.objects.filter(on=today, booking_id__isnull=False)
    taken = sum(one.taken for one in appointments.day_counts("mentawai", today, today))
    assert booked.count() == taken == len(NAMES)
    assert Counter(booked.values_list("status", flat=True)) == {"waiting": HERE, "issued": 3}
    for ticket in Ticket.objects.filter(on=today):
        with_time = ticket.due_at is not None
        assert with_time == (ticket.booking_id is not None), "a time of the day stands for a place"
    coming = queue.expected_list("mentawai", at)
    assert len(coming) == 3
    assert all(one.due_at > at for one in coming)
    assert list(broken()) == []
    assert list(journal.failing_reactions()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_another_day_has_other_people(tmp_path: Path) -> None:
    at = clock.now()
    accounts_demo.seed_staff("mentawai", at)
    appointments.prepare_slots(at)
    seed_visits("mentawai", at)
    forward(tmp_path / "clock-shift", at + timedelta(days=1))
    appointments.prepare_slots(clock.now())
    seed_visits("mentawai", clock.now())
    assert Application.objects.count() == 2 * len(NAMES)
    numbers = [one.data["nik"] for one in Answers.objects.all()]
    assert len(set(numbers)) == len(numbers)
