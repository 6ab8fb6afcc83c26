"""What is sent to somebody who has come: the wait that was stated, where there is one."""

from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.payments.models import Bill
from lintas.queue import public as queue
from lintas.queue.estimate_models import StatedWait
from tests import walk
from tests.applications.test_walk import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
ME = system("tests")


def others_wait(count: int) -> None:
    """Without an appointment, for half an hour already."""
    at = clock.now() - timedelta(minutes=30)
    for _ in range(count):
        made = queue.issue_ticket(
            ticket_id=new_id(), office="mentawai", on=at.date(), letter="A",
            service="paspor-penggantian", case=None, booking_id=None, due_at=None, actor=ME, at=at,
        )  # fmt: skip
        queue.arrive(ticket_id=made.id, actor=ME, at=at)


def come(before: int) -> None:
    demo.seed_staff("mentawai", clock.now())
    person = Client()
    application = sent(person)
    walk.pay(Bill.objects.get(case=application.pk), clock.now())
    walk.work()
    label = walk.booked(person, application)
    others_wait(before)
    officer = walk.signed_in_staff("rosa")
    officer.post("/petugas/loket/duduk/", {"counter": "loket-2"})
    officer.post("/petugas/loket/tiba/", {"ticket": label})
    assert walk.status_of(application) == "arrived"
    walk.work()


def test_who_will_wait_is_told_from_when_until_when() -> None:
    come(before=12)
    notice = Notice.objects.get(template="arrived")
    stated = StatedWait.objects.latest("stated_at")
    assert notice.facts["ahead"] == str(stated.ahead) == "12"
    begins, ends = notice.facts["called_between"].removesuffix(" WIB").split("–")
    zone = catalogue.office("mentawai").zone
    assert begins == f"{stated.from_at.astimezone(zone):%H.%M}"
    assert ends == f"{stated.until_at.astimezone(zone):%H.%M}"
    assert begins < ends


def test_who_goes_straight_on_is_not_written_to() -> None:
    come(before=0)
    assert not Notice.objects.filter(template="arrived").exists()
