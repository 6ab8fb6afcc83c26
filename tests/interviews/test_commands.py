"""Notes are open until the record is confirmed; then nobody changes it, the database included."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from lintas.interviews import public as interviews
from lintas.interviews.errors import (
    AnswersMissing,
    ConsentNeeded,
    NobodyCalled,
    NotConfirmedYet,
    OfficerNeeded,
    RecordConfirmed,
    SignatureNeeded,
)
from lintas.interviews.models import Addendum, Record
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests.threads import at_once

pytestmark = pytest.mark.django_db
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai", "Rosa")
ASKED = {"bagaimana": "Bagaimana hilang?", "dicari": "Sudah dicari?"}


def noted(at: datetime, **notes: str) -> UUID:
    case = new_id()
    given = notes or {"bagaimana": "Jatuh dari perahu.", "dicari": "Dua hari."}
    interviews.take_notes(
        case=case, office="mentawai", questions="hilang", notes=given, actor=OFFICER, at=at
    )
    return case


def consented(case: UUID, at: datetime) -> None:
    interviews.record_consent(
        case=case, office="mentawai", questions="hilang", actor=OFFICER, at=at
    )


def confirm(case: UUID, at: datetime, how: str = "paper", signed_as: str = "Contoh") -> None:
    interviews.confirm_record(
        case=case, asked=ASKED, facts={"Nomor": "MTW"}, how=how, signed_as=signed_as,
        actor=OFFICER, at=at,
    )  # fmt: skip


def kinds(case: UUID) -> list[str]:
    return [entry.kind for entry in journal.entries_about(case)]


def test_a_record_says_what_was_noted_and_is_what_its_hash_says(at: datetime) -> None:
    case = noted(at)
    consented(case, at)
    confirm(case, at)
    found = interviews.interview_of(case)
    assert found is not None
    assert found.record is not None
    assert found.record.body["answers"][0] == {
        "question": "Bagaimana hilang?",
        "answer": "Jatuh dari perahu.",
    }
    assert interviews.on_record(case)
    assert kinds(case) == ["interview:noted", "interview:consented", "interview:confirmed"]
    assert list(broken()) == []


def test_the_same_notes_again_are_no_news_and_an_empty_one_goes(at: datetime) -> None:
    case = noted(at, bagaimana="Jatuh.")
    for notes in ({"bagaimana": "Jatuh."}, {"bagaimana": " "}):
        interviews.take_notes(
            case=case, office="mentawai", questions="hilang", notes=notes, actor=OFFICER, at=at
        )
    found = interviews.interview_of(case)
    assert found is not None
    assert found.notes == {}
    assert kinds(case) == ["interview:noted"] * 2


def test_what_is_missing_is_said_before_it_is_frozen(at: datetime) -> None:
    case = noted(at, bagaimana="Jatuh.")
    with pytest.raises(ConsentNeeded):
        confirm(case, at)
    consented(case, at)
    with pytest.raises(AnswersMissing):
        confirm(case, at)
    full = noted(at)
    consented(full, at)
    for how, name in (("", "Contoh"), ("paper", " "), ("fax", "Contoh")):
        with pytest.raises(SignatureNeeded):
            confirm(full, at, how, name)
    assert not interviews.on_record(full)


def test_after_the_record_only_addenda(at: datetime) -> None:
    case = noted(at)
    with pytest.raises(NotConfirmedYet):
        interviews.add_addendum(case=case, text="Salah tulis.", actor=OFFICER, at=at)
    consented(case, at)
    confirm(case, at)
    with pytest.raises(RecordConfirmed):
        interviews.take_notes(
            case=case, office="mentawai", questions="hilang", notes={"dicari": "x"},
            actor=OFFICER, at=at,
        )  # fmt: skip
    with pytest.raises(RecordConfirmed):
        confirm(case, at)
    interviews.add_addendum(case=case, text="Perahunya biru.", actor=OFFICER, at=at)
    found = interviews.interview_of(case)
    assert found is not None
    assert found.record is not None
    assert [one.text for one in found.record.addenda] == ["Perahunya biru."]


def test_the_database_itself_refuses_to_change_a_record(at: datetime) -> None:
    case = noted(at)
    consented(case, at)
    confirm(case, at)
    interviews.add_addendum(case=case, text="Perahunya biru.", actor=OFFICER, at=at)
    for change in (
        lambda: Record.objects.filter(interview=case).update(signed_as="Lain"),
        lambda: Addendum.objects.update(text="Lain"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    Record.objects.filter(interview=case).delete()  # retention may end it whole
    assert not interviews.on_record(case)


def test_a_video_call_is_a_fact_with_somebody_in_it(at: datetime) -> None:
    case = noted(at)
    call = {"case": case, "office": "mentawai", "questions": "anak", "actor": OFFICER, "at": at}
    with pytest.raises(NobodyCalled):
        interviews.record_video(**call, who="Ayah Contoh", relation="")
    interviews.record_video(**call, who="Ayah Contoh", relation="ayah")
    found = interviews.interview_of(case)
    assert found is not None
    assert [(one.who, one.relation) for one in found.calls] == [("Ayah Contoh", "ayah")]
    assert "Ayah" not in str(journal.entries_about(case)[-1].data)


def test_only_an_officer_takes_notes(at: datetime) -> None:
    person = Actor(ActorKind.PERSON, new_id())
    with pytest.raises(OfficerNeeded):
        interviews.take_notes(
            case=new_id(), office="mentawai", questions="hilang", notes={"a": "b"},
            actor=person, at=at,
        )  # fmt: skip


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_confirmations_at_once_one_is_the_record(at: datetime) -> None:
    case = noted(at)
    consented(case, at)
    found = at_once(6, lambda _n: confirm(case, at))
    assert sum(isinstance(result, RecordConfirmed) for result in found) == 5
    assert kinds(case).count("interview:confirmed") == 1
