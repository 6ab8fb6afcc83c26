import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from lintas import wiring
from lintas.journal import public as journal
from lintas.journal import reactions
from lintas.journal.models import Reaction, WorkerBeat
from lintas.kernel import clock
from tests.journal.test_commands import note


class Witness:
    """Counts what it is told; stumbles as often as it is asked to."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.stumbles = 0

    def __call__(self, entry: journal.EntryView) -> None:
        WorkerBeat.objects.create(name=f"{entry.data.number}-{uuid4()}", seen_at=entry.at)
        if self.stumbles:
            self.stumbles -= 1
            raise ConnectionError("the other side is away")
        self.seen.append(entry.data.number)


@pytest.fixture
def witness() -> Iterator[Witness]:
    witness = Witness()
    journal.declare([journal.On("sample:noted", "witness", witness)])
    yield witness
    journal.declare(wiring.REACTIONS)


def written(numbers: range, at: datetime) -> UUID:
    subject = uuid4()
    for number in numbers:
        note(number, at, subject=subject)
    journal.order_entries(clock.now())
    return subject


@pytest.mark.django_db
def test_a_reaction_runs_once_for_each_entry_in_order(witness: Witness, at: datetime) -> None:
    stream = written(range(5), at)
    assert reactions.run_stream("witness", stream) == 5
    assert reactions.run_stream("witness", stream) == 0
    assert witness.seen == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_ordering_asks_a_worker_in_the_same_transaction(witness: Witness, at: datetime) -> None:
    stream = written(range(3), at)
    (asked,) = DBTaskResult.objects.all()
    assert asked.args_kwargs["args"] == ["witness", str(stream)]


@pytest.mark.django_db
def test_a_failing_reaction_leaves_nothing_and_holds_back_its_stream_only(
    witness: Witness, at: datetime
) -> None:
    stream, other = written(range(3), at), written(range(10, 12), at)
    witness.stumbles = 1
    assert reactions.run_stream("witness", stream) == 0
    assert WorkerBeat.objects.count() == 0, "what the failed reaction wrote must be gone"
    assert reactions.run_stream("witness", other) == 2
    (failing,) = journal.failing_reactions()
    assert (failing.handler, failing.attempts, failing.trouble) == ("witness", 1, "ConnectionError")
    assert failing.due_at > clock.now()


@pytest.mark.django_db
def test_a_failed_reaction_is_asked_again_when_due_and_then_the_rest_follows(
    witness: Witness, at: datetime
) -> None:
    stream = written(range(3), at)
    witness.stumbles = 1
    reactions.run_stream("witness", stream)
    assert journal.ask_due(clock.now() - timedelta(minutes=1)) == 0
    journal.retry_now(journal.failing_reactions()[0].id, clock.now())
    assert journal.ask_due(clock.now()) == 1
    assert reactions.run_stream("witness", stream) == 3
    assert witness.seen == [0, 1, 2]
    assert journal.failing_reactions() == []


@pytest.mark.django_db
def test_work_of_a_killed_worker_is_asked_for_again(witness: Witness, at: datetime) -> None:
    written(range(1), at)
    DBTaskResult.objects.all().delete()  # the task died with its worker
    assert journal.ask_due(clock.now()) == 0, "not while it may still be running"
    assert journal.ask_due(clock.now() + reactions.ASK_AGAIN_AFTER * 2) == 1


def test_pauses_grow_to_an_hour() -> None:
    pauses = [reactions.pause_after(n) for n in range(40)]
    assert pauses[0] == timedelta(seconds=2)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=1)


def test_a_reaction_to_an_unknown_kind_is_refused_at_start() -> None:
    with pytest.raises(journal.KindUnknown):
        journal.declare([journal.On("sample:nonsense", "x", print)])
    journal.declare(wiring.REACTIONS)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_do_one_reaction_twice(witness: Witness, at: datetime) -> None:
    from django.db import transaction

    with transaction.atomic():
        stream = written(range(30), at)

    def work() -> None:
        reactions.run_stream("witness", stream)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert witness.seen == [*range(30)]
    assert not Reaction.objects.filter(state=Reaction.State.WAITING).exists()


@pytest.mark.django_db
def test_what_came_together_is_one_task_and_done_together(witness: Witness, at: datetime) -> None:
    streams = [uuid4() for _ in range(4)]
    for number, stream in enumerate([*streams, streams[0]]):
        note(number, at, subject=stream)
    journal.order_entries(clock.now())
    (asked,) = DBTaskResult.objects.all()
    handler, named = asked.args_kwargs["args"]
    assert (handler, sorted(named)) == ("witness", sorted(map(str, streams)))
    reactions.react_to_all.func(handler, named)
    assert witness.seen == [0, 1, 2, 3, 4]
    assert not Reaction.objects.exclude(state="done").exists()


@pytest.mark.django_db
def test_one_that_fails_among_many_holds_back_its_own_stream_alone(
    witness: Witness, at: datetime
) -> None:
    streams = sorted(uuid4() for _ in range(3))
    for number, stream in enumerate([*streams, streams[0]]):
        note(number, at, subject=stream)
    journal.order_entries(clock.now())
    witness.stumbles = 2  # together, and then the first alone
    reactions.react_to_all.func("witness", [str(one) for one in streams])
    assert witness.seen == [1, 2]
    assert WorkerBeat.objects.count() == 2, "what the failed lot wrote must be gone"
    (failing,) = journal.failing_reactions()
    assert failing.attempts == 1
    assert reactions.run_together("witness") == 0, "nothing overtakes what failed"
    assert Reaction.objects.filter(state="waiting").count() == 2


@pytest.mark.django_db
def test_of_what_another_worker_had_nothing_is_done_twice(witness: Witness, at: datetime) -> None:
    for number in range(3):
        written(range(number, number + 1), at)
    lot = list(Reaction.objects.select_related("order__entry").order_by("order_id"))
    reactions.run_stream("witness", lot[0].stream)
    with pytest.raises(reactions._TakenMeanwhile):
        reactions._do_together(lot)
    assert reactions.run_together("witness") == 2
    assert witness.seen == [0, 1, 2]
