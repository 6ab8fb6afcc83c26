"""Whatever an officer asks of the list is read by an index that has little else in it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from benchmarks.made.filling import fill
from lintas.applications.models import Answers, Application
from lintas.applications.public import CaseFilters, Due, Scope, Sort, cases_page
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role

pytestmark = pytest.mark.django_db(transaction=True)
CASES, NEWEST, FEW = 20_000, 600, 600
BIG = {f"applications_{name}" for name in ("application", "answers", "mark", "namebearer")}
WITH_ALL_THAT_ENDED = {"all", "arrival", "service", "service_arrival"}
"""Indexes of SQLite's plans in which the few open cases would be looked for among all."""
STATUSES = ("", "under-review", "paid", "refused")
"""All, an open one, a few of the newest, a few of all."""
Asked = list[tuple[str, Any]]


@pytest.fixture
def officer() -> Actor:
    staff = fill(CASES, NEWEST)
    return Actor(ActorKind.STAFF, UUID(staff[0]), frozenset({Role.OFFICER}), "mentawai")


@contextmanager
def questions() -> Iterator[Asked]:
    """What is asked of the big tables meanwhile."""
    asked: Asked = []

    def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if any(f'"{table}"' in sql for table in BIG):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield asked


def explained(sql: str, params: Any) -> Any:
    postgres = connection.vendor == "postgresql"
    how = "EXPLAIN (ANALYZE, FORMAT JSON)" if postgres else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql}", params)
        if not postgres:
            return [row[3] for row in cursor.fetchall()]
        plan = cursor.fetchone()[0]
        return (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def looked_at(plan: dict[str, Any]) -> int:
    """Rows of applications that were read to find those that were given."""
    found = 0.0
    for node in nodes(plan):
        if node.get("Relation Name") == "applications_application":
            read = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            found += read * node["Actual Loops"]
    return round(found)


def scanned(plan: Any) -> list[str]:
    """Tables of many rows that are read from end to end."""
    if isinstance(plan, list):
        return [line for line in plan if line.startswith("SCAN") and line.split()[1] in BIG]
    return [
        str(node["Relation Name"])
        for node in nodes(plan)
        if "Seq Scan" in node["Node Type"] and node["Relation Name"] in BIG
    ]


def index_of(plan: list[str]) -> str:
    """By which index of SQLite's plan the applications are read."""
    line = next(line for line in plan if line.startswith("SEARCH applications_application "))
    return line.split("USING INDEX ")[1].split()[0].removeprefix("application_")


def all_filters(holder: UUID, at: datetime) -> Iterator[CaseFilters]:
    day = (at - timedelta(days=1500)).date()
    whose = [*product(Scope, [None]), (Scope.ALL, holder)]
    of = product(whose, STATUSES, ("", "paspor-hilang"), (Due.ANY, Due.LATE), (None, day), Sort)
    for (scope, holder_or_none), status, service, due, until, sort in of:
        yield CaseFilters(scope, status, service, due, holder_or_none, None, until, sort)


def later(filters: CaseFilters, at: datetime) -> str:
    """A place far down."""
    back = at - timedelta(days=2000)
    field = {Sort.CHANGED: "status_since", Sort.ARRIVED: "arrived", Sort.DUE: "due_on"}
    value = at.date() if filters.order == Sort.DUE else back
    return f"{field[filters.order]}~{value.isoformat()}~{'f' * 32}"


def test_every_filter_in_every_order_reads_few_cases(officer: Actor) -> None:
    at = clock.now()
    assert officer.id is not None
    for filters in all_filters(officer.id, at):
        for after in ("", later(filters, at)):
            with questions() as asked:
                cases_page(officer, filters, after=after, at=at)
            for sql, params in asked:
                plan = explained(sql, params)
                assert not scanned(plan), (filters, plan)
                if connection.vendor == "postgresql":
                    assert looked_at(plan) <= FEW, (filters, plan)
                elif filters.among_open:
                    assert index_of(plan) not in WITH_ALL_THAT_ENDED, (filters, plan)


def test_every_search_reads_no_table_from_end_to_end(officer: Actor) -> None:
    one = Application.objects.get(number=Application.objects.order_by("?")[0].number)
    name = Answers.objects.exclude(name="").order_by("?")[0].name
    typed = [one.number, "1309000000000077", "x0000077", "0812 0000 0001", "orang7@contoh.id"]
    for text in [*typed, name, f"{name}x", "muhammad", "sri muhammad", "muhamad siti", "mu"]:
        for status in ("", "under-review", "refused"):
            with questions() as asked:
                cases_page(officer, CaseFilters(text=text, status=status), at=clock.now())
            assert asked
            for sql, params in asked:
                plan = explained(sql, params)
                assert not scanned(plan), (text, plan)
