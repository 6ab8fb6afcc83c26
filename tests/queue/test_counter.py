"""What happens at a counter, and what the journal says of it."""

from datetime import datetime, timedelta

import pytest

from lintas.journal.models import Entry
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from tests.queue.cast import OFFICER, arrived, call, serving, with_priority
from tests.threads import at_once

NOON = timedelta(hours=3)


def kinds(ticket: queue.TicketView) -> list[str]:
    rows = Entry.objects.filter(subject=ticket.id).order_by("id")
    return [row.kind.removeprefix("ticket:") for row in rows]


@pytest.mark.django_db
def test_a_mistaken_call_is_taken_back_within_seconds_and_stays_in_the_journal(
    at: datetime,
) -> None:
    first, second = arrived(at), arrived(at)
    called = call("loket-1", at)
    assert called is not None
    back = queue.undo_call(ticket_id=called.id, actor=OFFICER, at=at + timedelta(seconds=9))
    assert (back.status, back.counter, back.calls) == ("waiting", "", 0)
    assert kinds(first)[-2:] == ["called", "call-undone"]
    again = call("loket-1", at)
    assert again is not None
    assert again.id == first.id != second.id, "it stands where it stood"
    with pytest.raises(queue.TooLateToUndo):
        queue.undo_call(ticket_id=again.id, actor=OFFICER, at=at + timedelta(seconds=16))


@pytest.mark.django_db
def test_whoever_is_sent_on_keeps_the_place_that_is_theirs(at: datetime) -> None:
    early = arrived(at, 0)
    for minutes in (5, 10):
        arrived(at, minutes, letter="B")
    serving("loket-2", at)
    sent = queue.send_on(
        ticket_id=early.id, to_line="B", note="minta cap", actor=OFFICER, at=at + NOON
    )
    assert (sent.label, sent.line, sent.note, sent.counter) == ("A-001", "B", "minta cap", "")
    following = call("loket-3", at + NOON)
    assert following is not None
    assert following.id == early.id
    assert "minta cap" not in str(list(Entry.objects.values_list("data", flat=True)))


@pytest.mark.django_db
def test_whoever_is_sent_to_one_counter_is_called_by_that_one_alone(at: datetime) -> None:
    one, other = arrived(at), arrived(at)
    serving("loket-2", at)
    queue.send_on(ticket_id=one.id, to_counter="loket-3", note="", actor=OFFICER, at=at)
    assert [call("loket-2", at).id, call("loket-3", at).id] == [other.id, one.id]
    with pytest.raises(queue.NoSuchCounter):
        queue.send_on(ticket_id=one.id, to_counter="loket-9", note="", actor=OFFICER, at=at)
    with pytest.raises(queue.NoSuchCounter):
        queue.send_on(ticket_id=one.id, to_line="Q", note="", actor=OFFICER, at=at)


@pytest.mark.django_db
def test_put_aside_the_counter_is_free_and_nobody_is_forgotten(at: datetime) -> None:
    first, second = arrived(at), arrived(at)
    serving("loket-1", at)
    with pytest.raises(queue.ReasonUnknown):
        queue.park(ticket_id=first.id, reason="", actor=OFFICER, at=at)
    queue.park(ticket_id=first.id, reason="mengisi", actor=OFFICER, at=at)
    assert [one.label for one in queue.parked_at("mentawai", "loket-1")] == ["A-001"]
    serving("loket-1", at)
    with pytest.raises(queue.CounterBusy):
        queue.resume(ticket_id=first.id, actor=OFFICER, at=at)
    queue.finish(ticket_id=second.id, outcome="berkas-kurang", actor=OFFICER, at=at)
    later = at + timedelta(minutes=20)
    queue.resume(ticket_id=first.id, actor=OFFICER, at=later)
    back = queue.start(ticket_id=first.id, actor=OFFICER, at=later)
    assert (back.status, back.counter, back.started_at) == ("serving", "loket-1", at)
    done = queue.finish(ticket_id=first.id, outcome="selesai", actor=OFFICER, at=later)
    assert (done.status, done.outcome) == ("done", "selesai")
    assert kinds(first)[-5:] == ["started", "parked", "resumed", "started", "finished"]


@pytest.mark.django_db
def test_an_outcome_that_is_not_on_the_list_is_refused(at: datetime) -> None:
    arrived(at)
    here = serving("loket-1", at)
    with pytest.raises(queue.ReasonUnknown):
        queue.finish(ticket_id=here.id, outcome="entah", actor=OFFICER, at=at)


@pytest.mark.django_db
def test_a_paused_counter_calls_nobody_and_everybody_sees_why(at: datetime) -> None:
    arrived(at)
    pause = {"office": "mentawai", "counter": "loket-1", "actor": OFFICER, "at": at}
    queue.pause_counter(pause_id=new_id(), reason="istirahat", **pause)
    assert queue.paused_counters("mentawai") == {"loket-1"}
    with pytest.raises(queue.CounterPaused):
        call("loket-1", at)
    with pytest.raises(queue.CounterPaused):
        queue.pause_counter(pause_id=new_id(), reason="rapat", **pause)
    queue.resume_counter(office="mentawai", counter="loket-1", actor=OFFICER, at=at)
    assert call("loket-1", at) is not None
    said = Entry.objects.filter(kind__startswith="counter:").order_by("id")
    assert [row.kind for row in said] == ["counter:paused", "counter:resumed"]


@pytest.mark.django_db
def test_a_call_out_of_order_needs_a_reason_and_is_public_with_how_many_it_passed(
    at: datetime,
) -> None:
    for minutes in range(3):
        last = arrived(at, minutes)
    wanted = {"ticket_id": last.id, "counter": "loket-1", "actor": OFFICER, "at": at}
    with pytest.raises(queue.ReasonUnknown):
        queue.call_out_of_order(reason="teman saya", **wanted)
    queue.call_out_of_order(reason="kapal", **wanted)
    order = queue.order_of_day("mentawai", at)
    assert [(d.label, d.reason, d.passed) for d in order.deviations] == [
        ("A-003", "Kapal berangkat", 2)
    ]
    assert [one.label for one in order.waiting] == ["A-001", "A-002"]


@pytest.mark.django_db
def test_the_clock_set_back_changes_no_order_and_stops_nothing(at: datetime) -> None:
    """Somebody sets the clock back an hour between two calls, and then forward again."""
    arrived(at, 0)
    arrived(at, 1)
    first = serving("loket-1", at)
    before = at - timedelta(hours=1)
    second = call("loket-2", before)
    assert second is not None
    state = queue.display_state("mentawai", before)
    assert [one.number for one in state.current] == [second.label], "the newest call, by order"
    queue.park(ticket_id=first.id, reason="mengisi", actor=OFFICER, at=at)
    queue.resume(ticket_id=first.id, actor=OFFICER, at=before)
    queue.start(ticket_id=first.id, actor=OFFICER, at=before)
    done = queue.finish(ticket_id=first.id, actor=OFFICER, at=before)
    assert done.status == "done"
    assert done.called_nth == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_counters_never_hold_one_number_however_they_get_it(at: datetime) -> None:
    """Next, out of order, and both at once; the calls of the day have each their own place."""
    for minutes in range(3):
        arrived(at, minutes)
    first = queue.waiting_list("mentawai", at)[0]

    def act(nth: int) -> object:
        counter = f"loket-{nth + 1}"
        if nth == 1:
            return queue.call_out_of_order(
                ticket_id=first.id, counter=counter, reason="kapal", actor=OFFICER, at=at
            )
        return call(counter, at)

    found = at_once(3, act)
    held = [one for one in found if isinstance(one, queue.TicketView)]
    assert len({one.id for one in held}) == len(held) >= 2
    assert len({one.called_nth for one in held}) == len(held)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_counter_called_from_two_windows_holds_one_number(at: datetime) -> None:
    for minutes in range(4):
        arrived(at, minutes)
    found = at_once(4, lambda _n: call("loket-1", at))
    assert sum(isinstance(one, queue.TicketView) for one in found) == 1
    assert sum(isinstance(one, queue.CounterBusy) for one in found) == 3


@pytest.mark.django_db
def test_after_three_priority_calls_comes_somebody_without_priority(at: datetime) -> None:
    waited = arrived(at)
    for _ in range(5):
        with_priority(at)
    planned = [one.label for one in queue.waiting_list("mentawai", at)]
    assert planned == ["P-001", "P-002", "P-003", waited.label, "P-004", "P-005"]
    heard = []
    for _ in range(6):
        here = serving("loket-1", at)
        heard.append(here.label)
        queue.finish(ticket_id=here.id, actor=OFFICER, at=at)
    assert heard == planned
