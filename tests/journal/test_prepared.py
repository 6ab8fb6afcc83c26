"""A prepared question finds what the ORM finds, as the same objects."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F, Value

from lintas.journal import public as journal
from lintas.journal.models import Entry, Order
from tests.journal.test_commands import note

pytestmark = pytest.mark.django_db


def test_rows_come_as_the_orm_makes_them(at: datetime) -> None:
    subject = uuid4()
    for number in range(3):
        note(number, at, subject=subject)
    journal.order_entries(at)

    def ask(whose: object) -> object:
        return (
            Entry.objects.filter(subject=whose)
            .select_related("place")
            .annotate(beside=F("at"), plain=Value("x"))
            .order_by("pk")
        )

    prepared = journal.Prepared(ask)
    expected = list(ask(subject))  # type: ignore[call-overload]
    for _ in range(2):
        found = prepared.found(subject)
        assert found == expected
        for mine, theirs in zip(found, expected, strict=True):
            for field in Entry._meta.concrete_fields:
                assert getattr(mine, field.attname) == getattr(theirs, field.attname)
            assert mine.at.utcoffset() == theirs.at.utcoffset()
            assert (mine.beside, mine.plain) == (theirs.beside, theirs.plain)
            assert mine.place == theirs.place
            assert "place" in mine._state.fields_cache
    assert prepared.found(uuid4()) == []


def test_what_stands_beside_may_be_missing(at: datetime) -> None:
    subject = uuid4()
    note(1, at, subject=subject)
    prepared = journal.Prepared(
        lambda whose: Entry.objects.filter(subject=whose).select_related("place")
    )
    assert not hasattr(prepared.first(subject), "place")
    assert not Order.objects.exists()


def test_first_is_none_where_there_is_nothing() -> None:
    prepared = journal.Prepared(lambda pk: Entry.objects.filter(pk=pk))
    assert prepared.first(uuid4()) is None


@pytest.mark.postgres
def test_the_server_keeps_the_plan_of_a_question_that_is_put_often(at: datetime) -> None:
    prepared = journal.Prepared(lambda whose: Entry.objects.filter(subject=whose).values_list("at"))
    for _ in range(12):
        assert prepared.rows(uuid4()) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%"journal_entry"."subject" = $1%'],
        )
        ((kept,),) = cursor.fetchall()
    assert kept > 0
