"""Tables that only grow: the database itself refuses to change or remove a row.

Used in migrations. The owner of a database can always drop a trigger: what he does then is
what the ledger's witnesses are for; this guards against programs and slips.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_tables: set[str] = set()

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION lintas_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP; END $$;
"""


def statements(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            POSTGRES_FUNCTION,
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION lintas_refuse_change();",
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION lintas_refuse_change();",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows: {verb} is refused'); END;"
        for verb in ("UPDATE", "DELETE")
    ]


def removals(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_only_grows ON {table};",
            f"DROP TRIGGER IF EXISTS {table}_never_emptied ON {table};",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb};" for verb in ("UPDATE", "DELETE")]


def _run(connection: BaseDatabaseWrapper, lines: list[str]) -> None:
    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute(line)


def only_grows(table: str) -> migrations.RunPython:
    """The migration operation that makes this table append-only."""

    def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor.connection, statements(editor.connection.vendor, table))

    def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor.connection, removals(editor.connection.vendor, table))

    _tables.add(table)
    return migrations.RunPython(install, remove, elidable=False)


@contextmanager
def lifted_for_emptying_a_test_database(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Tests that commit for real empty every table afterwards; nothing else may."""
    for table in sorted(_tables):
        _run(connection, removals(connection.vendor, table))
    try:
        yield
    finally:
        for table in sorted(_tables):
            _run(connection, statements(connection.vendor, table))


def never_changes(table: str) -> migrations.RunPython:
    """The migration operation that lets no row be changed.

    Unlike `only_grows` a row can still be erased whole: personal records end with their retention.
    """
    trigger = f"{table}_never_changes"

    def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            lines = [
                POSTGRES_FUNCTION,
                f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION lintas_refuse_change();",
            ]
        else:
            lines = [
                f"CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} never changes: UPDATE is refused'); END;"
            ]
        _run(editor.connection, lines)

    def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        _run(editor.connection, [f"DROP TRIGGER IF EXISTS {trigger}{on};"])

    return migrations.RunPython(install, remove, elidable=False)
