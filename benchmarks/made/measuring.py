"""The 95th percentile of a hundred different questions, and what the machine did meanwhile.

A machine that others use makes everything slow at times. So beside each question a trivial one is
asked (the yardstick: `SELECT 1`, or a page without a list) and printed too; it forgives nothing.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

ASKED = 100

Ask = Callable[[int], object]


@dataclass(frozen=True)
class Found:
    """Unit: milliseconds."""

    median: float
    slow: float
    """The 95th percentile."""
    yardstick: float
    """The same of the trivial question asked beside it."""
    own: float
    """The same of the processor time of this program, whatever else runs on the machine."""


def wall(run: Ask, nth: int) -> float:
    began = time.perf_counter()
    run(nth)
    return (time.perf_counter() - began) * 1000


class Database:
    """What the database takes for all questions of one run, to the last row."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __call__(self, run: Ask, nth: int) -> float:
        self.spent = 0.0
        with connection.execute_wrapper(self._timed):
            run(nth)
        return self.spent

    def _timed(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        result = execute(sql, params, many, context)
        if connection.vendor == "sqlite":  # gives row by row what PostgreSQL gives at once
            context["cursor"].cursor.fetchall()
        self.spent += (time.perf_counter() - began) * 1000
        if connection.vendor == "sqlite":
            result = execute(sql, params, many, context)
        return result


def select_one(nth: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [nth])
        cursor.fetchall()


def found(measure: Callable[[Ask, int], float], run: Ask, yardstick: Ask) -> Found:
    """`run` gets another number each time, from 0 up."""
    measure(run, ASKED)  # what is read once a process is read now
    rows = []
    for nth in range(ASKED):
        began = time.process_time()
        taken = measure(run, nth)
        own = (time.process_time() - began) * 1000
        rows.append((taken, wall(yardstick, nth), own))
    of = list(zip(*rows, strict=True))
    slow, stick, own = (statistics.quantiles(one, n=20)[-1] for one in of)
    return Found(statistics.median(of[0]), slow, stick, own)
