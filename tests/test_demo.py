"""The demonstration's requests go their way by the real commands, and stand where they say."""

from collections import Counter

import pytest

from lintas import demo
from lintas.accounts import demo as accounts_demo
from lintas.applications.models import Application
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.queue.models import Ticket

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
