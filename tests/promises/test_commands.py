"""Starting, pausing, announcing and ending, each by who may and once."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.promises import public as promises
from lintas.promises.errors import (
    DayNotLater,
    NoExtension,
    NoLawfulGround,
    NoPromiseRuns,
    NotPaused,
    PausedAlready,
)
from lintas.promises.models import Promise
from lintas.promises.public import PromiseView
from tests.promises.cast import ADMIN, HEAD, OFFICE, OFFICER, PERSON, begun, now
from tests.threads import at_once

pytestmark = pytest.mark.django_db
AGENCY, DISASTER = "menunggu-instansi", "keadaan-kahar"


def kinds(promise: PromiseView) -> list[str]:
    return [e.kind for e in journal.entries_about(promise.subject)]


def pause(promise: PromiseView, at: datetime, reason: str = AGENCY, actor: Actor = OFFICER) -> None:
    promises.pause(subject=promise.subject, reason=reason, actor=actor, at=at)


def test_it_is_due_after_so_many_working_days_of_the_office(at: datetime) -> None:
    assert begun(at).due_on == date(2026, 12, 1)
    assert begun(at, every_day=True).due_on == date(2026, 11, 29)


def test_the_same_subject_has_one_clock(at: datetime) -> None:
    first = begun(at)
    again = promises.begin(
        subject=first.subject, case=first.case, office=OFFICE, service="paspor-penggantian",
        kind="application", days=9, rule="waktu-paspor", actor=OFFICER, at=at + timedelta(days=3),
    )  # fmt: skip
    assert again.id == first.id
    assert again.due_on == first.due_on


def test_a_pause_moves_the_day_by_its_working_days(at: datetime) -> None:
    promise = begun(at)
    pause(promise, at + timedelta(days=1))
    assert promises.day_if_resumed(promise.subject, at + timedelta(days=5)) == date(2026, 12, 3)
    moved = promises.resume(subject=promise.subject, actor=OFFICER, at=at + timedelta(days=5))
    assert moved.due_on == date(2026, 12, 3), "Thursday to Monday: two working days"
    (one,) = moved.pauses
    assert (one.started_on, one.ended_on) == (date(2026, 11, 26), date(2026, 11, 30))
    last = journal.entries_about(promise.subject)[-1]
    assert (last.kind, last.rule) == ("promise:resumed", "jeda-instansi")
    assert list(broken()) == []


@pytest.mark.parametrize(
    ("reason", "actor"),
    [
        ("karena-sibuk", OFFICER),
        ("", HEAD),
        (DISASTER, OFFICER),
        (AGENCY, ADMIN),
        (DISASTER, ADMIN),
        (AGENCY, PERSON),
    ],
)
def test_no_other_ground_and_nobody_else_stops_the_clock(
    at: datetime, reason: str, actor: Actor
) -> None:
    promise = begun(at)
    with pytest.raises(NoLawfulGround):
        pause(promise, at, reason, actor)
    assert now(promise.subject).open_pause is None


def test_the_head_stops_the_clocks_in_a_disaster(at: datetime) -> None:
    promise = begun(at)
    pause(promise, at, DISASTER, HEAD)
    with pytest.raises(PausedAlready):
        pause(promise, at)


def test_what_does_not_stand_still_does_not_go_on(at: datetime) -> None:
    promise = begun(at)
    with pytest.raises(NotPaused):
        promises.resume(subject=promise.subject, actor=OFFICER, at=at)
    promises.end(subject=promise.subject, actor=OFFICER, at=at)
    with pytest.raises(NoPromiseRuns):
        promises.resume(subject=promise.subject, actor=OFFICER, at=at)


def test_the_head_announces_a_later_working_day(at: datetime) -> None:
    promise = begun(at)
    told = promises.declare_delay(
        subject=promise.subject, reason="sistem-terganggu", announced_on=date(2026, 12, 4),
        actor=HEAD, at=at,
    )  # fmt: skip
    assert (told.due_on, told.expected_on) == (date(2026, 12, 1), date(2026, 12, 4))
    promises.end(subject=promise.subject, actor=OFFICER, at=at + timedelta(days=9))
    assert now(promise.subject).state == "missed", "announced is late all the same"


@pytest.mark.parametrize(
    ("reason", "day", "actor", "refusal"),
    [
        ("sistem-terganggu", date(2026, 12, 4), OFFICER, NoLawfulGround),
        ("sistem-terganggu", date(2026, 12, 4), ADMIN, NoLawfulGround),
        ("entah", date(2026, 12, 4), HEAD, NoLawfulGround),
        ("sistem-terganggu", date(2026, 12, 1), HEAD, DayNotLater),
        ("sistem-terganggu", date(2026, 12, 5), HEAD, DayNotLater),
    ],
)
def test_a_delay_that_says_too_little_is_not_announced(
    at: datetime, reason: str, day: date, actor: Actor, refusal: type[Exception]
) -> None:
    promise = begun(at)
    with pytest.raises(refusal):
        promises.declare_delay(
            subject=promise.subject,
            reason=reason,
            announced_on=day,
            actor=actor,
            at=at,
        )
    assert now(promise.subject).announced_on is None


def test_the_rule_of_public_information_extends_once_and_in_time(at: datetime) -> None:
    subject = new_id()
    begun_now = {
        "subject": subject, "case": subject, "office": OFFICE, "service": "informasi-publik",
        "kind": "application", "rule": "informasi-publik", "days": 10, "extendable_days": 7,
        "actor": PERSON, "at": at,
    }  # fmt: skip
    assert promises.begin(**begun_now).due_on == date(2026, 12, 9)
    extend = {"subject": subject, "reason": "pemeriksaan-lebih-lama"}
    with pytest.raises(NoLawfulGround):
        promises.extend(**extend, actor=OFFICER, at=at)
    assert promises.extend(**extend, actor=HEAD, at=at).due_on == date(2026, 12, 18)
    with pytest.raises(NoExtension):
        promises.extend(**extend, actor=HEAD, at=at)
    assert list(broken()) == []


def test_where_the_rule_gives_no_extension_there_is_none(at: datetime) -> None:
    promise = begun(at)
    with pytest.raises(NoExtension):
        promises.extend(subject=promise.subject, reason="pemeriksaan-lebih-lama", actor=HEAD, at=at)


def test_figures_count_what_ended_and_not_what_was_dropped(at: datetime) -> None:
    for days in (1, 1, 9):
        one = begun(at)
        promises.end(subject=one.subject, actor=OFFICER, at=at + timedelta(days=days))
    dropped = begun(at)
    promises.drop(subject=dropped.subject, actor=PERSON, at=at)
    begun(at)
    found = promises.figures(OFFICE, date(2026, 12, 10))["paspor-penggantian"]
    assert (found.kept, found.missed, found.percent, found.enough) == (2, 1, 66, False)
    assert promises.figures(OFFICE, date(2028, 1, 1)) == {}


def test_a_clock_ended_while_it_stood_still_counts_the_pause(at: datetime) -> None:
    promise = begun(at)
    pause(promise, at + timedelta(days=1))
    promises.end(subject=promise.subject, actor=OFFICER, at=at + timedelta(days=20))
    assert now(promise.subject).state == "kept"
    assert list(broken()) == []


def test_the_database_refuses_a_promise_kept_too_late(at: datetime) -> None:
    promise = begun(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=promise.id).update(state="kept", ended_on=date(2026, 12, 2))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_pauses_at_once_one_counts(at: datetime) -> None:
    promise = begun(at)
    found = at_once(8, lambda _n: pause(promise, at))
    assert sum(result is None for result in found) == 1
    assert kinds(promise).count("promise:paused") == 1
    ended = at_once(
        8,
        lambda _n: promises.resume(
            subject=promise.subject, actor=OFFICER, at=at + timedelta(days=1)
        ),
    )
    assert sum(isinstance(result, PromiseView) for result in ended) == 1
    assert now(promise.subject).due_on == date(2026, 12, 2)
