"""The office is woken before a promise is late, and once each time."""

from datetime import datetime, timedelta

import pytest

from lintas.journal import public as journal
from lintas.promises import public as promises
from lintas.promises.public import PromiseView
from tests.promises.cast import HEAD, OFFICER, begun, now
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def alarms(promise: PromiseView) -> list[str]:
    found = (e.kind for e in journal.entries_about(promise.subject))
    return [kind for kind in found if kind not in {"promise:begun", "promise:delayed"}]


def test_three_alarms_on_their_days(at: datetime) -> None:
    promise = begun(at, days=8)
    heard = {}
    for day in range(20):
        for _ in range(2):
            promises.watch_promises(at + timedelta(days=day))
        for kind in alarms(promise):
            heard.setdefault(kind, day)
    assert heard == {"promise:pressing": 8, "promise:urgent": 9, "promise:broken": 13}
    assert len(alarms(promise)) == 3


def test_a_clock_that_stands_still_raises_no_alarm(at: datetime) -> None:
    promise = begun(at)
    promises.pause(subject=promise.subject, reason="menunggu-instansi", actor=OFFICER, at=at)
    promises.watch_promises(at + timedelta(days=30))
    assert alarms(promise) == ["promise:paused"]
    promises.resume(subject=promise.subject, actor=OFFICER, at=at + timedelta(days=30))
    promises.watch_promises(at + timedelta(days=30))
    assert alarms(promise) == ["promise:paused", "promise:resumed"]


def test_an_announced_day_is_watched_like_the_first(at: datetime) -> None:
    promise = begun(at)
    promises.watch_promises(at + timedelta(days=7))
    assert now(promise.subject).broken
    promises.declare_delay(
        subject=promise.subject, reason="sistem-terganggu",
        announced_on=promise.due_on + timedelta(days=6), actor=HEAD, at=at + timedelta(days=7),
    )  # fmt: skip
    assert not now(promise.subject).broken
    promises.watch_promises(at + timedelta(days=7))
    assert not now(promise.subject).broken
    promises.watch_promises(at + timedelta(days=13))
    assert now(promise.subject).broken


def test_what_is_done_is_left_alone(at: datetime) -> None:
    promise = begun(at)
    promises.end(subject=promise.subject, actor=OFFICER, at=at)
    promises.watch_promises(at + timedelta(days=30))
    assert alarms(promise) == ["promise:ended"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_raises_it(at: datetime) -> None:
    promise = begun(at)
    at_once(6, lambda _n: promises.watch_promises(at + timedelta(days=7)))
    assert alarms(promise) == ["promise:broken"]
