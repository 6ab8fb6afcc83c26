"""What is published stays: an application keeps the version it was begun under."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from lintas.catalogue import public as catalogue
from lintas.catalogue.commands import Published
from lintas.catalogue.entries import ServicePublished
from lintas.catalogue.models import ServiceVersion, VersionIsKept
from lintas.catalogue.problems import CannotBeRead
from lintas.journal import public as journal
from lintas.journal.models import Entry
from lintas.kernel.actor import system
from tests.catalogue.cast import SAMPLE, sample, write

pytestmark = pytest.mark.django_db
FIRST, SECOND = sample(), sample(version=2)


def publish(folder: Path, at: datetime) -> list[Published]:
    return catalogue.publish_folder(folder=folder, actor=system("test"), at=at)


@pytest.fixture
def folder(tmp_path: Path, at: datetime) -> Path:
    """A folder whose one service is published in its first version."""
    write(tmp_path, FIRST)
    assert publish(tmp_path, at) == [Published(SAMPLE, 1, new=True)]
    return tmp_path


def versions() -> dict[int, str]:
    found = ServiceVersion.objects.filter(slug=SAMPLE).order_by("version")
    return dict(found.values_list("version", "source"))


def told() -> list[tuple[str, int]]:
    subjects = set(Entry.objects.filter(kind="service:published").values_list("subject", flat=True))
    entries = [entry for subject in subjects for entry in journal.entries_about(subject)]
    return [(e.data.slug, e.data.version) for e in entries if e.data.slug == SAMPLE]


def test_publishing_the_same_again_changes_nothing(folder: Path, at: datetime) -> None:
    before = (list(ServiceVersion.objects.values()), Entry.objects.count())
    assert publish(folder, at) == [Published(SAMPLE, 1, new=False)]
    assert (list(ServiceVersion.objects.values()), Entry.objects.count()) == before


def test_a_new_version_stands_beside_the_old_and_is_told(folder: Path, at: datetime) -> None:
    write(folder, SECOND)
    assert publish(folder, at) == [Published(SAMPLE, 2, new=True)]
    assert versions() == {1: FIRST, 2: SECOND}
    assert told() == [(SAMPLE, 1), (SAMPLE, 2)]


def test_the_entry_holds_what_proves_the_text(folder: Path) -> None:
    row = ServiceVersion.objects.get(slug=SAMPLE)
    hashes = [ServicePublished(**e.data) for e in Entry.objects.filter(kind="service:published")]
    assert ServicePublished(SAMPLE, 1, row.sha256) in hashes


@pytest.mark.parametrize("more", ["# a remark\n", "\n"])
def test_another_text_under_a_published_version_is_refused(
    folder: Path, at: datetime, more: str
) -> None:
    file = write(folder, FIRST + more)
    with pytest.raises(CannotBeRead) as refused:
        publish(folder, at)
    (problem,) = refused.value.problems
    assert (problem.file, problem.key) == (file, "version")
    assert problem.line == 1 + FIRST.splitlines().index("version = 1")
    assert "raise it by one" in problem.say
    assert versions() == {1: FIRST}


def test_of_a_folder_with_one_fault_nothing_is_published(folder: Path, at: datetime) -> None:
    write(folder, SECOND)
    write(folder, "version = 0", "yang-lain")
    with pytest.raises(CannotBeRead, match="version"):
        publish(folder, at)
    assert versions() == {1: FIRST}


def test_a_refusal_at_the_second_service_takes_back_the_first(folder: Path, at: datetime) -> None:
    other = FIRST.replace(SAMPLE, "yang-lain", 1)
    write(folder, other, "yang-lain")
    publish(folder, at)
    write(folder, SECOND)
    write(folder, f"{other}# a remark\n", "yang-lain")
    with pytest.raises(CannotBeRead, match="yang-lain"):
        publish(folder, at)
    assert versions() == {1: FIRST}
    assert told() == [(SAMPLE, 1)]


def test_the_model_refuses_to_change_or_remove_a_version(folder: Path) -> None:
    row = ServiceVersion.objects.get(slug=SAMPLE)
    for attempt in (row.save, row.delete):
        with pytest.raises(VersionIsKept):
            attempt()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE catalogue_serviceversion SET source = ''",
        "UPDATE catalogue_serviceversion SET valid_from = '2020-01-01'",
        "DELETE FROM catalogue_serviceversion",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_version(folder: Path, sql: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(sql)
    assert versions() == {1: FIRST}


def test_the_orm_in_bulk_is_refused_too(folder: Path) -> None:
    every = ServiceVersion.objects.all()
    for attempt in (lambda: every.update(source=""), every.delete):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            attempt()
    assert versions() == {1: FIRST}


def test_the_command_says_what_is_wrong_and_stops(folder: Path) -> None:
    write(folder, f"{FIRST}# a remark\n")
    with pytest.raises(CommandError, match="raise it by one"):
        call_command("services", "publish", folder=folder, verbosity=0)
