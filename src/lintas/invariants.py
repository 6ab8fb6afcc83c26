"""Everything that must always hold, of every capability, asked in one look at the database."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection, transaction

Check = Callable[[], Iterator[str]]


def all_checks() -> dict[str, Check]:
    """Each `check_…` of the `invariants.py` of each capability, by name."""
    found: dict[str, Check] = {}
    for app in apps.get_app_configs():
        where = f"{app.name}.invariants"
        if app.name.startswith("lintas.") and find_spec(where) is not None:
            module = import_module(where)
            found |= {n: c for n, c in vars(module).items() if n.startswith("check_")}
    return found


def broken() -> Iterator[str]:
    """A sentence for each thing that does not hold; none when all is well.

    Cost: reads every row; writers go on meanwhile on PostgreSQL, and wait on SQLite.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for name, check in all_checks().items():
            for sentence in check():
                yield f"{name}: {sentence}"
