"""A batch is made by one, released by another, and holds each case once."""

from datetime import datetime

import pytest

from lintas.applications.public import Status
from lintas.journal import public as journal
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.production import public as production
from lintas.production.errors import (
    BatchNotOpen,
    CaseNotWaiting,
    NothingToMake,
    OwnDecision,
    SamePersonMadeBatch,
)
from lintas.production.invariants import check_production
from lintas.production.models import Batch, Line
from tests.production.cast import APPROVER, BOTH, OFFICER, approved, batch_of, released, status_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_a_batch_counts_sums_and_hashes_what_it_holds(at: datetime) -> None:
    batch = batch_of(approved(3, at), at)
    assert (batch.number, batch.count, batch.sum_rupiah) == ("MTW-P26-0001", 3, 0)
    assert batch.content.count("\n") == 4
    assert [e.kind for e in journal.entries_about(batch.pk)] == ["batch:made"]
    assert list(check_production()) == []


def test_a_case_stands_in_one_open_batch_only(at: datetime) -> None:
    cases = approved(2, at)
    batch_of(cases, at)
    with pytest.raises(CaseNotWaiting):
        batch_of(cases[:1], at)
    assert Batch.objects.count() == 1
    assert production.waiting_cases(OFFICER) == []


def test_what_was_taken_apart_can_be_made_again(at: datetime) -> None:
    cases = approved(2, at)
    batch = batch_of(cases, at)
    production.discard_batch(batch_id=batch.pk, actor=OFFICER, at=at)
    assert len(production.waiting_cases(OFFICER)) == 2
    assert batch_of(cases, at).number == "MTW-P26-0002"
    assert list(check_production()) == []


def test_whoever_made_it_does_not_release_it(at: datetime) -> None:
    cases = approved(1, at)
    batch = batch_of(cases, at)
    with pytest.raises(SamePersonMadeBatch):
        production.release_batch(batch_id=batch.pk, actor=OFFICER, at=at)
    assert status_of(cases[0]) == Status.APPROVED
    production.release_batch(batch_id=batch.pk, actor=APPROVER, at=at)
    assert status_of(cases[0]) == Status.IN_PRODUCTION
    with pytest.raises(BatchNotOpen):
        production.release_batch(batch_id=batch.pk, actor=BOTH, at=at)
    with pytest.raises(BatchNotOpen):
        production.discard_batch(batch_id=batch.pk, actor=BOTH, at=at)
    assert list(check_production()) == []


def test_whoever_decided_does_not_choose_it_for_production(at: datetime) -> None:
    with pytest.raises(OwnDecision):
        batch_of(approved(1, at, by=BOTH.id), at, actor=BOTH)


def test_an_approver_alone_makes_no_batch_and_nobody_an_empty_one(at: datetime) -> None:
    with pytest.raises(BatchNotOpen):
        batch_of(approved(1, at), at, actor=APPROVER)
    with pytest.raises(NothingToMake):
        batch_of([], at)


def test_the_same_id_again_is_the_same_batch(at: datetime) -> None:
    cases, batch_id = approved(1, at), new_id()
    for _ in range(2):
        production.make_batch(
            batch_id=batch_id, outcome="passport", cases={cases[0].pk}, actor=OFFICER, at=at
        )
    assert Batch.objects.count() == Line.objects.count() == 1


def test_a_case_that_left_approval_is_not_released(at: datetime) -> None:
    cases = approved(2, at)
    batch = batch_of(cases, at)
    cases[0].status = Status.REFUSED
    cases[0].save(update_fields=["status"])
    with pytest.raises(CaseNotWaiting):
        production.release_batch(batch_id=batch.pk, actor=APPROVER, at=at)
    assert status_of(cases[1]) == Status.APPROVED
    assert Batch.objects.get().state == "made"


def test_the_invariant_sees_a_case_in_production_without_a_batch(at: datetime) -> None:
    batch = released(approved(1, at), at)
    Line.objects.filter(batch=batch).delete()
    assert any("no open batch" in said for said in check_production())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_choose_the_same_case_at_once_one_gets_it(at: datetime) -> None:
    cases = approved(1, at)
    found = at_once(2, lambda _nth: batch_of(cases, at))
    assert sorted(isinstance(one, Refused) for one in found) == [False, True]
    assert Line.objects.count() == 1
