"""One proposes with evidence, another approves: the database keeps them apart, admin included."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.waivers import public as waivers
from lintas.waivers.errors import (
    AnsweredAlready,
    EvidenceNeeded,
    NoSuchGround,
    ProposedAlready,
    ProposerCannotAnswer,
)
from lintas.waivers.models import Waiver
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def staff(*roles: Role) -> Actor:
    return Actor(ActorKind.STAFF, new_id(), frozenset(roles), "mentawai")


OFFICER, APPROVER, OTHER = staff(Role.OFFICER), staff(Role.APPROVER), staff(Role.APPROVER)


def proposed(
    at: datetime, ground: str = "lansia", evidence: str = "KTP: lahir 1950", by: Actor = OFFICER
) -> UUID:
    waiver = new_id()
    waivers.propose_waiver(
        waiver_id=waiver, case=CASE, office="mentawai", service="paspor-hilang", ground=ground,
        evidence=evidence, actor=by, at=at,
    )  # fmt: skip
    return waiver


CASE = new_id()


def answer(waiver: UUID, at: datetime, by: Actor = APPROVER, verdict: str = "approved") -> str:
    return waivers.answer_waiver(waiver_id=waiver, verdict=verdict, actor=by, at=at)


def test_two_people_make_one_waiver(at: datetime) -> None:
    waiver = proposed(at)
    assert waivers.priority_of(CASE) == ""
    answer(waiver, at)
    assert waivers.priority_of(CASE) == "lansia"
    said = [(e.kind, e.rule, e.actor_id) for e in journal.entries_about(waiver)]
    assert said == [
        ("waiver:proposed", "jalan-masuk-prioritas", OFFICER.id),
        ("waiver:approved", "jalan-masuk-prioritas", APPROVER.id),
    ]


@pytest.mark.parametrize("by", [OFFICER, staff(Role.OFFICER), staff(Role.ADMIN)])
def test_neither_the_proposer_nor_a_lesser_role_answers(at: datetime, by: Actor) -> None:
    with pytest.raises(ProposerCannotAnswer):
        answer(proposed(at), at, by=by)


def test_an_approver_who_proposed_does_not_answer_and_the_database_agrees(at: datetime) -> None:
    waiver = proposed(at, by=APPROVER)
    with pytest.raises(ProposerCannotAnswer):
        answer(waiver, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=waiver).update(
            state="approved", answered_by=APPROVER.id, answered_at=at
        )
    answer(waiver, at, by=OTHER)


def test_only_grounds_of_the_table_with_evidence_and_once(at: datetime) -> None:
    for ground, by in (("teman", OFFICER), ("kahar-rusak", OFFICER), ("lansia", staff(Role.ADMIN))):
        with pytest.raises(NoSuchGround):
            proposed(at, ground, by=by)
    with pytest.raises(EvidenceNeeded):
        proposed(at, evidence=" ")
    first = proposed(at)
    with pytest.raises(ProposedAlready):
        proposed(at)
    answer(first, at, verdict="rejected")
    with pytest.raises(AnsweredAlready):
        answer(first, at)
    proposed(at)


def test_a_number_given_already_goes_first_with_its_reason(at: datetime) -> None:
    ticket = queue.issue_ticket(
        ticket_id=new_id(), office="mentawai", on=at.date(), letter="A", service="paspor-hilang",
        case=CASE, booking_id=None, due_at=at, actor=OFFICER, at=at,
    )  # fmt: skip
    queue.move_ahead(
        case=CASE, reason="lansia", rule="jalan-masuk-prioritas", actor=APPROVER, at=at
    )
    found = queue.ticket_of(CASE)
    assert found is not None
    assert found.id == ticket.id
    assert (found.priority, found.priority_reason) == (True, "lansia")
    last = journal.entries_about(ticket.id)[-1]
    assert (last.kind, last.data.reason) == ("ticket:moved-ahead", "lansia")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_answers_at_once_one_counts(at: datetime) -> None:
    waiver = proposed(at)
    found = at_once(6, lambda _n: answer(waiver, at))
    assert found.count("lansia") == 1
    assert sum(isinstance(result, AnsweredAlready) for result in found) == 5
