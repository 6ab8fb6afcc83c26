"""What is sent as one parameter is what was meant, value by value."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DataError, connection

from lintas.journal.arrays import array_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ONE, TWO = UUID(int=1), UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("uuid", [ONE, TWO]),
        ("uuid", [ONE, None, TWO]),
        (
            "text",
            ["a", "", "NULL", "x,y", "{", "}", 'say "no"', "back\\slash", " ", "\n", "\U0001f30a"],
        ),
        ("text", ["a", None, 'b"']),
        ("text", []),
        ("integer", [1, -2, None]),
        ("boolean", [True, False]),
        ("timestamptz", [datetime(2026, 11, 28, 5, 30, tzinfo=UTC)]),
    ],
)
def test_an_array_arrives_as_it_was(kind: str, values: Sequence[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unnest(%s::{kind}[])", [array_of(values)])
        assert [row[0] for row in cursor.fetchall()] == list(values)


@pytest.mark.parametrize("texts", [["a\0b", "c"], ["a", "\0"], ["\0"]])
def test_a_text_that_the_database_cannot_hold_is_refused_and_moves_no_other(
    texts: list[str],
) -> None:
    with connection.cursor() as cursor, pytest.raises((DataError, ValueError)):
        cursor.execute("SELECT unnest(%s::text[])", [array_of(texts)])
