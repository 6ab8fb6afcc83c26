"""What every test stands on: a real database, and nothing of the last test left over."""

import math
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from lintas.attachments import cleaning, incoming_commands
from lintas.journal import append_only
from lintas.kernel import clock
from tests import databases

STAYS = {"django_migrations", "django_content_type", "auth_permission"}
"""Tables that the migrations filled; nobody else writes into them."""


def _full_tables() -> list[str]:
    known = connection.introspection.django_table_names(only_existing=False, include_views=False)
    asked = (
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(name)})"
        for name in sorted(set(known) - STAYS)
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]


class Services:
    """Whether the published services still stand, as far as this process has emptied tables."""

    stand = True


def _empty_tables_that_only_grow(case: TransactionTestCase) -> None:
    """Those with something in them; Django's own way empties all, and fills the first ones anew."""
    Services.stand = False
    full = _full_tables()
    if not full:
        return
    with append_only.lifted_for_emptying_a_test_database(connection):
        connection.ops.execute_sql_flush(
            connection.ops.sql_flush(no_style(), full, allow_cascade=True)
        )


# The one patch of the suite: tests that commit for real end by emptying every table, which our
# append-only tables rightly refuse; the guard is lifted for that moment and put back.
TransactionTestCase._fixture_teardown = _empty_tables_that_only_grow


STARTED = {"kills", "journeys", "browser", "live", "howto"}
"""Folders of tests that start processes."""
LONG = STARTED | {"services", "planning"}
A_DATABASE = {"db", "transactional_db"}

hypothesis.settings.register_profile(  # machines are busy; a test is never about speed
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def touches_a_database(item: pytest.Item) -> bool:
    """Itself, or by the processes that it starts."""
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    started = STARTED & set(item.path.parts)
    return marked or bool(fixtures & A_DATABASE) or bool(started)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files begin first, so that no process is left alone with one at the end.

    What touches no database runs once, with SQLite.
    """
    items.sort(key=lambda item: not LONG & set(item.path.parts))
    if os.environ.get("DATABASE_URL"):
        without = [item for item in items if not touches_a_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if touches_a_database(item)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that commits for real leaves empty tables; whoever comes next publishes anew.

    Before its transaction begins, so that the services stand for all that come after it as well.
    """
    if not Services.stand and item.get_closest_marker("django_db") is not None:
        with item.config.stash[blocking_manager_key].unblock():
            call_command("services", "publish", verbosity=0)
        Services.stand = True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, _folder_of_all_processes: None
) -> None:
    databases.begin_with_the_ground(connection)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite's is the copy that lies there; PostgreSQL's is made from its template."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The services are published once, before any test's transaction."""
    with django_db_blocker.unblock():
        call_command("services", "publish", verbosity=0)


@pytest.fixture(autouse=True)
def _published(request: pytest.FixtureRequest) -> None:
    """The services stand in the database of every test but the journal's own."""
    marked = request.node.get_closest_marker("django_db")
    if marked is None:
        return
    request.getfixturevalue("transactional_db" if marked.kwargs.get("transaction") else "db")
    if "journal" in request.path.parts:
        _empty("journal", "catalogue")


def _empty(*apps_to_empty: str) -> None:
    with append_only.lifted_for_emptying_a_test_database(connection), connection.cursor() as cursor:
        for app in apps_to_empty:
            for model in apps.get_app_config(app).get_models():
                cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.fixture
def at() -> datetime:
    """A quiet Wednesday morning in Tuapejat, 08:30 WIB."""
    return datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _folder_of_all_processes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Under xdist each has a folder in it."""
    mine = tmp_path_factory.getbasetemp()
    databases.run_folder = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield found
        found.close()


@pytest.fixture
def nine_in_the_morning(tmp_path: Path) -> Iterator[None]:
    """The office's clock stands at a Wednesday morning, whenever the tests run."""
    file = tmp_path / "clock-shift"
    wanted = datetime.fromisoformat("2026-11-25T09:00:00+07:00")
    clock.use_shift_file(None)
    file.write_text(str(math.ceil((wanted - clock.now()).total_seconds())))
    clock.use_shift_file(file)
    yield
    clock.use_shift_file(None)


_cleaned_once = cache(cleaning.clean_apart)


@pytest.fixture(autouse=True)
def _the_same_picture_is_cleaned_once(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of tests; each time in those of attachments and in every office that runs."""
    if "attachments" not in request.path.parts:
        monkeypatch.setattr(incoming_commands, "clean_apart", _cleaned_once)


@pytest.fixture(autouse=True)
def _in_indonesian() -> Iterator[None]:
    """Whatever language the last test's reader had."""
    with translation.override("id"):
        yield


@pytest.fixture(autouse=True)
def _files_of_this_test(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploads, letters and static files of a test live and die with it."""
    folder = tmp_path_factory.mktemp("files")
    settings.MEDIA_ROOT = folder / "media"
    settings.QUARANTINE_ROOT = folder / "quarantine"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick ones
    settings.EMAIL_FILE_PATH = folder / "mail"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
