"""The worker: background tasks, the sequencer and everything periodic, in one process."""

import os
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lintas.appointments import public as appointments
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.wiring import PERIODIC, Periodic

log = structlog.get_logger(__name__)

BEAT = timedelta(seconds=5)
AWAY_SECONDS = 1.0
TASKS_KEPT = timedelta(days=2)
LONGEST_TASK = timedelta(minutes=10)
BEHIND_PAGES = 10
"""What can wait a moment gives way to whoever looks at a page. Unit: steps of niceness."""


def sweep_tasks(at: datetime) -> None:
    """Forget old task rows and those of killed workers: what they were for is asked again."""
    now = timezone.now()  # the task library keeps the wall clock's time
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST_TASK).delete()


def give_way() -> None:
    """This thread alone: the ticker, which calls people, stays as quick as pages are."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND_PAGES)


class Courteous(Worker):
    """While people wait in a lobby it rests after each task three times as long as the task took:
    a message about a time can come some minutes later, and those who wait want the machine now.
    """

    RESTS, LONGEST_REST = 3, 2.0
    """Unit: times what the task took, seconds."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.rush = threading.Event()
        """Somebody waits in a lobby, when last looked."""

    def look(self, at: datetime) -> None:
        if any(one.waiting for one in appointments.live_lobbies(at)):
            self.rush.set()
        else:
            self.rush.clear()

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        began = time.monotonic()
        super().run_task(db_task_result)
        if self.rush.is_set() and self.running:
            time.sleep(min(self.LONGEST_REST, self.RESTS * (time.monotonic() - began)))


def turns(name: str, worker: Courteous) -> tuple[Periodic, ...]:
    return (
        *PERIODIC,
        Periodic(timedelta(seconds=1), worker.look),
        Periodic(BEAT, lambda at: journal.beat(name, at)),
        Periodic(timedelta(minutes=10), sweep_tasks),
    )


class Ticker(threading.Thread):
    """Orders entries several times a second and takes each periodic turn when it is due."""

    def __init__(self, name: str, pause: float, worker: Courteous) -> None:
        super().__init__(name="ticker", daemon=True)
        self.turns = turns(name, worker)
        self.pause = pause
        self.stopping = threading.Event()
        self.due: dict[int, float] = {}

    def run(self) -> None:
        while not self.stopping.is_set():
            close_old_connections()
            more = self._try(journal.order_entries)
            for number, turn in enumerate(self.turns):
                if time.monotonic() >= self.due.get(number, 0.0):
                    self.due[number] = time.monotonic() + turn.every.total_seconds()
                    self._try(turn.run)
            if not more:
                self.stopping.wait(self.pause)
        connection.close()

    def _try(self, run: Callable[[datetime], object]) -> object:
        try:
            return run(clock.now())
        except Exception:  # the next turn comes anyway; a database away for an hour comes back
            log.exception("turn failed")
            connection.close()
            self.stopping.wait(self.pause * 5)
            return None


class Command(BaseCommand):
    help = "Run the background worker: tasks, the journal's order, periodic turns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pause", type=float, default=0.1, help="seconds between looks")

    def handle(self, *args: Any, **options: Any) -> None:
        name = f"worker-{get_random_string(8)}"
        worker = Courteous(
            queue_names=["*"],
            interval=options["pause"],
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        ticker = Ticker(name, options["pause"], worker)
        worker.configure_signals()
        ticker.start()
        give_way()
        try:
            self._work(worker)
        finally:
            ticker.stopping.set()
            ticker.join(timeout=10)

    def _work(self, worker: Worker) -> None:
        """Until it is told to stop; while the database is away, as patient as the ticker."""
        while worker.running:
            try:
                worker.run()
            except DatabaseTrouble:
                log.exception("no tasks: the database is away")
                connection.close()
                time.sleep(AWAY_SECONDS)
