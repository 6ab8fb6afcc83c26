"""A passport waits thirty days for its owner, who is reminded three times."""

from datetime import date, datetime, timedelta

import pytest

from lintas.applications.collection_commands import watch_collection
from lintas.applications.models import Application
from lintas.applications.public import Status
from lintas.journal import public as journal
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(at: datetime) -> Application:
    """Since a Wednesday morning."""
    owner = make.account("somebody", at)
    (one,) = make.applications(1, at, of=owner.pk, status=Status.READY)
    return one


def kinds(application: Application) -> list[str]:
    return [e.kind for e in journal.entries_about(application.pk) if "collect" in e.kind]


def test_the_owner_is_reminded_after_7_20_and_27_days_and_once_each(
    ready: Application, at: datetime
) -> None:
    told = []
    for day in range(31):
        for _ in range(2):
            watch_collection(at + timedelta(days=day))
        if len(kinds(ready)) > len(told):
            told.append(day)
            assert kinds(ready) == ["application:collection-reminded"] * len(told)
    assert told == [7, 20, 27]
    last = [e for e in journal.entries_about(ready.pk) if "reminded" in e.kind][-1]
    assert last.data.until == date(2026, 12, 25)
    assert last.rule == "paspor-tidak-diambil"
    assert Application.objects.get().status == Status.READY


def test_after_thirty_days_it_is_cancelled_once(ready: Application, at: datetime) -> None:
    for _ in range(2):
        watch_collection(at + timedelta(days=31))
    assert Application.objects.get().status == Status.UNCOLLECTED
    assert kinds(ready) == ["application:uncollected"]


def test_a_worker_that_slept_for_weeks_reminds_once(ready: Application, at: datetime) -> None:
    watch_collection(at + timedelta(days=28))
    assert kinds(ready) == ["application:collection-reminded"]


def test_what_is_collected_is_left_alone(ready: Application, at: datetime) -> None:
    Application.objects.update(status=Status.COLLECTED)
    watch_collection(at + timedelta(days=40))
    assert kinds(ready) == []
