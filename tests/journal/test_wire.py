"""What travels in PostgreSQL's own form arrives as what is spelt out does."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lintas.journal import public as journal
from lintas.journal.models import WorkerBeat
from lintas.journal.sending import answer_to, run
from lintas.journal.wire import Ids, to_send

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ONE, TWO = UUID(int=1), UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")


@pytest.mark.parametrize("ids", [[ONE], [ONE, TWO, ONE], [ONE, None, TWO], []])
def test_ids_arrive_as_they_were(ids: list[UUID | None]) -> None:
    assert isinstance(to_send(ids), Ids) == (None not in ids and bool(ids))
    asked = answer_to(run("SELECT unnest(%s::uuid[])", [to_send(ids)]))
    assert [row[0] for row in asked.answer()] == ids


@pytest.mark.parametrize("microseconds", [0, 1, 100_000, 123_450, 999_999])
def test_a_moment_comes_back_as_django_reads_it(microseconds: int) -> None:
    at = datetime(2026, 11, 29, 23, 59, 59, microseconds, tzinfo=UTC)
    with transaction.atomic():
        journal.add_rows(WorkerBeat, ("name", "seen_at"), [("a", at), ("b", at)])
    moments = journal.Prepared(
        lambda name: WorkerBeat.objects.filter(name=name).values_list("seen_at")
    )
    found = moments.rows("a")[0][0]
    assert (found, found.tzinfo) == (at, UTC)
    assert WorkerBeat.objects.get(name="b").seen_at == at


def test_a_connection_of_another_time_zone_is_left_to_django() -> None:
    """A loader of ours stays where Django finds its own time zone in it, and goes elsewhere."""
    at = timezone.now()
    run("SELECT %s::timestamptz", [at])
    with connection.cursor() as cursor:
        loader = cursor.adapters.get_loader(1184, 0)
        assert loader is not None
        assert loader.timezone == connection.timezone  # type: ignore[attr-defined]
        cursor.execute("SELECT %s::timestamptz", [at + timedelta(hours=7)])
        assert cursor.fetchone()[0] == at + timedelta(hours=7)
