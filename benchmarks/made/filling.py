"""Filling a database with many cases quickly, and leaving it as if they had come one by one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

from benchmarks.made.cases import Office, Sql, statements
from benchmarks.made.names import vocabulary
from lintas.accounts import demo
from lintas.accounts.models import Account, StaffRole
from lintas.applications.models import NameWord
from lintas.applications.names import sound_of
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.table_statistics import refresh_statistics

OFFICERS = 40
TABLES = ["application", "answers", "mark", "namebearer"]


def fill(count: int, newest: int) -> list[str]:
    """Gives the ids of the staff that hold cases; of the newest six in ten are open."""
    at, postgres = clock.now(), connection.vendor == "postgresql"
    demo.seed_staff("mentawai", at)
    made = [Account(username=f"petugas-{nth}", opened_at=at) for nth in range(OFFICERS)]
    owner, *officers = Account.objects.bulk_create([Account(username="bench", opened_at=at), *made])
    roles = [StaffRole(account=a, role=Role.OFFICER, office="mentawai") for a in officers]
    StaffRole.objects.bulk_create(roles)
    staff = list(
        Account.objects.filter(roles__office="mentawai").distinct().values_list("pk", flat=True)
    )
    words = vocabulary(count)
    NameWord.objects.bulk_create(
        (NameWord(id=nth, word=word, sound=sound_of(word)) for nth, word in enumerate(words, 1)),
        batch_size=5000,
    )
    services = [(s.id, s.version) for s in catalogue.services()]
    flat = (lambda pk: str(pk)) if postgres else (lambda pk: pk.hex)
    office = Office(flat(owner.pk), [flat(pk) for pk in staff], services)
    with connection.cursor() as cursor, without_indexes(cursor):
        for line in statements(Sql(postgres, count, newest, len(words)), office):
            cursor.execute(line)
    if postgres:  # as autovacuum leaves them
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    refresh_statistics(at)
    return [str(pk) for pk in staff]


@contextmanager
def without_indexes(cursor: CursorWrapper) -> Iterator[None]:
    """On PostgreSQL indexes and foreign keys of an empty table cost more than at the end."""
    if connection.vendor != "postgresql":
        yield
        return
    tables = [f"applications_{table}" for table in TABLES]
    cursor.execute(
        "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname), format("
        "'ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, "
        "pg_get_constraintdef(oid)) FROM pg_constraint WHERE contype = 'u' "
        "AND conrelid = ANY(%s::regclass[]) UNION ALL "
        "SELECT format('DROP INDEX %%I', indexname), indexdef FROM pg_indexes "
        "LEFT JOIN pg_constraint ON conname = indexname "
        "WHERE conname IS NULL AND tablename = ANY(%s)",
        [tables, tables],
    )
    indexes = list(cursor.fetchall())
    for drop, _ in indexes:
        cursor.execute(drop)
    cursor.execute("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'")
    try:
        yield
    finally:
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET session_replication_role; RESET maintenance_work_mem")
