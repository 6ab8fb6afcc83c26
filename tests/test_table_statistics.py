"""SQLite is told what stands in its tables, and programs that run already hear of it."""

import sqlite3

import pytest
from django.db import connection

from lintas.kernel import clock
from lintas.table_statistics import refresh_statistics
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_sqlite_counts_what_stands_in_an_index_and_others_read_it_anew() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts by itself")
    at = clock.now()
    make.applications(3, at, of=make.account("pemilik", at).pk)
    refresh_statistics(at)
    with sqlite3.connect(connection.settings_dict["NAME"], uri=True) as other:
        before = other.execute("PRAGMA schema_version").fetchone()
        refresh_statistics(at)
        after = other.execute("PRAGMA schema_version").fetchone()
        counted = dict(other.execute("SELECT idx, stat FROM sqlite_stat1").fetchall())
    assert counted["application_open"].startswith("3 ")
    assert after > before
