"""Late with a word beforehand: the turn is kept by the rule, once, and never becomes earlier."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.queue import public as queue
from lintas.queue.estimate_queries import Moment
from lintas.queue.rules import Waiting, kept_until, order_key
from tests.queue.cast import OFFICER, call, issued
from tests.threads import at_once

HALF = timedelta(minutes=30)


def late(ticket: queue.TicketView, at: datetime, reason: str = "kapal") -> queue.TicketView:
    return queue.say_late(ticket_id=ticket.id, reason=reason, actor=OFFICER, at=at)


def here(ticket: queue.TicketView, at: datetime) -> None:
    queue.arrive(ticket_id=ticket.id, actor=OFFICER, at=at)


def order(at: datetime) -> list[str]:
    return [one.label for one in queue.waiting_list("mentawai", at)]


def test_the_rule_keeps_a_turn_until_its_new_hour_and_moves_nobody_forward(at: datetime) -> None:
    due, until = at, at + timedelta(hours=2)
    assert kept_until(due, None) == due + timedelta(minutes=15)
    assert kept_until(due, until) == until
    assert kept_until(due, due + timedelta(minutes=1)) == due + timedelta(minutes=15)

    def key(arrived: datetime, held: datetime | None) -> datetime:
        return order_key(Waiting(False, due, arrived, 0, held))[1]

    assert key(due - HALF, until) == due, "who comes early has the appointment's turn, as without"
    assert key(due + HALF, None) == due + HALF
    assert key(due + HALF, until) == due
    assert key(until, until) == due
    assert key(until + timedelta(seconds=1), until) == until + timedelta(seconds=1)


@pytest.mark.django_db
def test_who_said_it_keeps_the_turn_and_who_did_not_stands_by_arrival(at: datetime) -> None:
    said, silent, waiting = issued(at), issued(at), issued(at, 60)
    late(said, at)
    arrives = at + timedelta(minutes=70)
    here(waiting, at + timedelta(minutes=55))
    here(silent, arrives)
    here(said, arrives)
    assert order(arrives) == [said.label, waiting.label, silent.label]


@pytest.mark.django_db
def test_later_than_said_is_late_like_any_other(at: datetime) -> None:
    said, others = issued(at), [issued(at, minutes) for minutes in (90, 120)]
    late(said, at, "lainnya")
    for one in others:
        here(one, at + timedelta(minutes=80))
    here(said, at + timedelta(minutes=125))
    now = at + timedelta(minutes=125)
    assert order(now) == [*(one.label for one in others), said.label]


@pytest.mark.django_db
def test_it_is_said_once_a_visit_on_its_day_before_its_time_is_over(at: datetime) -> None:
    one, gone, come = issued(at), issued(at), issued(at)
    with pytest.raises(queue.ReasonUnknown):
        late(one, at, "bangun-siang")
    with pytest.raises(queue.TooLateToSay):
        late(one, at - timedelta(days=1))
    kept = late(one, at)
    assert kept.held_until == at + timedelta(hours=2)
    with pytest.raises(queue.LateAlready):
        late(one, at + timedelta(minutes=1), "cuaca")
    with pytest.raises(queue.TooLateToSay):
        late(gone, at + timedelta(minutes=16))
    here(come, at)
    with pytest.raises(queue.TooLateToSay):
        late(come, at)
    assert queue.ticket(one.id).late_reason == "kapal"
    said = [e for e in journal.entries_about(one.id) if e.kind == "ticket:late-said"]
    assert [(e.data.reason, e.rule) for e in said] == [("kapal", "terlambat-dengan-kabar")]


@pytest.mark.django_db
def test_the_order_page_shows_it_without_a_name_until_the_turn_is_over(
    at: datetime, nine_in_the_morning: None
) -> None:
    one = issued(at, 60)
    late(one, at)
    page = Client().get("/antrean/mentawai/").content.decode()
    part = page.split("Terlambat dengan kabar</h2>")[-1].split("Di luar urutan")[0]
    assert one.label in part
    assert "Kapal atau feri terlambat" in part
    assert "giliran ditahan sampai 11.30" in part
    assert "Kapal atau feri terlambat: 120 menit" in page, "the rule stands there too"
    assert queue.order_of_day("mentawai", at + timedelta(hours=4)).late == []


@pytest.mark.django_db
def test_a_kept_turn_is_no_overtaking_and_the_estimate_counts_on_it(at: datetime) -> None:
    said, waiting = issued(at), issued(at, 30)
    here(waiting, at + timedelta(minutes=25))
    now = at + timedelta(minutes=40)
    office = catalogue.office("mentawai")
    assert not Moment(office, now).scene(_row(waiting), _key(waiting)).coming, "given up"
    queue_late = late(said, at + timedelta(minutes=10))
    assert Moment(office, now).scene(_row(waiting), _key(waiting)).coming, "expected after all"
    here(queue_late, at + timedelta(minutes=45))
    assert call("loket-1", at + timedelta(minutes=46)).id == said.id
    found = queue.overtaking_today("mentawai", at + timedelta(minutes=47))
    assert (found.calls, found.otherwise) == (1, 0)


def _row(ticket: queue.TicketView) -> object:
    from lintas.queue.models import Ticket

    return Ticket.objects.get(pk=ticket.id)


def _key(ticket: queue.TicketView) -> tuple[object, ...]:
    from lintas.queue.queries import key_of

    return key_of(_row(ticket))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_words_at_one_moment_one_counts(at: datetime) -> None:
    one = issued(at)
    found = at_once(6, lambda n: late(one, at, ("kapal", "lainnya")[n % 2]))
    assert sum(isinstance(f, queue.TicketView) for f in found) == 1
    assert sum(isinstance(f, queue.LateAlready) for f in found) == 5
    assert len([e for e in journal.entries_about(one.id) if e.kind == "ticket:late-said"]) == 1
