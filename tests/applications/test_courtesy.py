"""What follows from bookings gives way to those who wait in a lobby."""

import time
from typing import Any

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lintas.kernel import clock
from lintas.management.commands.worker import Courteous, turns
from tests.applications.lobby_cast import begun, crowd, places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def worker() -> Courteous:
    return Courteous(
        queue_names=["*"], interval=0.1, batch=False, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="worker-test", excluded_queue_names=[],
    )  # fmt: skip


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it rested after each of its tasks, which take half a second and then ten."""
    now, took, found = [100.0], iter([0.5, 10.0]), []

    def task(_worker: Worker, _row: object) -> None:
        now[0] += next(took)

    monkeypatch.setattr(Worker, "run_task", task)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def two_tasks(worker: Courteous) -> None:
    row: Any = DBTaskResult()
    worker.run_task(row)
    worker.run_task(row)


def test_nobody_waits_and_it_works_on(worker: Courteous, rests: list[float]) -> None:
    places(30)
    begun()
    worker.look(clock.now())
    two_tasks(worker)
    assert rests == []


def test_while_people_wait_it_rests_as_its_tasks_took_and_never_long(
    worker: Courteous, rests: list[float]
) -> None:
    places(30)
    crowd(begun(), 40)
    worker.look(clock.now())
    two_tasks(worker)
    assert rests == [1.5, 2.0]


def test_it_works_on_when_nobody_waits_any_more_or_it_is_to_stop(
    worker: Courteous, rests: list[float]
) -> None:
    worker.rush.set()
    worker.running = False
    two_tasks(worker)
    worker.running = True
    worker.look(clock.now())
    assert not worker.rush.is_set()
    assert rests == []


def test_whether_people_wait_is_looked_at_every_second(worker: Courteous) -> None:
    assert [
        turn.every.total_seconds() for turn in turns("one", worker) if turn.run == worker.look
    ] == [1]
