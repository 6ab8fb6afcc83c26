"""An objection: filed in time by its applicant, answered in time by a third, its letters kept."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.appeals import public as appeals
from lintas.appeals.errors import (
    AnotherMustAnswer,
    AnsweredAlready,
    AnswerNeeded,
    GroundsNeeded,
    NothingToObjectTo,
    TooLateToObject,
)
from lintas.appeals.models import Appeal
from lintas.applications import public as applications
from lintas.applications.errors import LetterNotSeen
from lintas.applications.models import Application
from lintas.invariants import all_checks
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.letters.models import Letter
from lintas.notices.models import Notice
from lintas.promises import public as promises
from tests import make, walk
from tests.threads import at_once

pytestmark = pytest.mark.django_db
GROUNDS = "Nama pada KTP sudah diperbaiki."


def staff(username: str) -> Actor:
    account = Account.objects.get(username=username)
    roles = frozenset(Role(row.role) for row in account.roles.all())
    return Actor(ActorKind.STAFF, account.pk, roles, "mentawai", account.name)


def fresh(application: Application) -> Application:
    return Application.objects.select_related("answers").get(pk=application.pk)


def person(application: Application) -> Actor:
    return Actor(ActorKind.PERSON, application.account_id)


@pytest.fixture
def refused(at: datetime) -> Application:
    """Reviewed by Rosa, refused by Yohana on a Wednesday morning; Lukas has had no part in it."""
    demo.seed_staff("mentawai", at)
    (one,) = make.applications(1, at, of=make.account("somebody", at).pk)
    Application.objects.update(reviewed_by=staff("rosa").id, decider=staff("yohana").id)
    one = fresh(one)
    reason = "keterangan-tidak-benar"
    letter = applications.draft_refusal(one, reason, "", at)
    assert letter is not None
    applications.refuse(
        application=one, reason_id=reason, text="", seen=letter.sha256,
        actor=staff("yohana"), at=at,
    )  # fmt: skip
    return fresh(one)


def filed(application: Application, at: datetime) -> Appeal:
    appeals.file_appeal(
        appeal_id=new_id(), application=application, grounds=GROUNDS,
        actor=person(application), at=at,
    )  # fmt: skip
    return Appeal.objects.latest("filed_at")


def answer(
    appeal: Appeal, verdict: str, at: datetime, by: str = "lukas", text: str = "Sudah diperiksa."
) -> None:
    case = Application.objects.select_related("answers").get(pk=appeal.application)
    letter = applications.draft_answer(case, granted=verdict == "granted", text=text, at=at)
    assert letter is not None
    appeals.answer_appeal(
        appeal_id=appeal.pk, application=case, verdict=verdict, text=text, seen=letter.sha256,
        actor=staff(by), at=at,
    )  # fmt: skip


def test_it_gets_a_receipt_and_a_day(refused: Application, at: datetime) -> None:
    appeal = filed(refused, at)
    promise = promises.promise_of(appeal.pk)
    assert promise is not None
    assert promise.due_on == date(2026, 12, 9), "ten working days"
    receipt = Letter.objects.get(kind="appeal-received")
    assert "9 Desember 2026" in str(receipt.body)
    walk.work()
    told = set(Notice.objects.values_list("template", "account__username"))
    assert {("appeal-filed", "somebody"), ("appeal-came", "lukas")} <= told


def test_granted_the_request_is_looked_through_by_others_anew(
    refused: Application, at: datetime
) -> None:
    answer(filed(refused, at), "granted", at)
    case = fresh(refused)
    assert (case.status, case.reviewed_by, case.decided_by) == ("under-review", None, None)
    assert case.due_on == date(2026, 12, 1)
    applications.finish_review(application=case, actor=staff("markus"), at=at)
    Application.objects.update(decider=staff("lukas").id)
    applications.approve(application=fresh(case), text="", actor=staff("lukas"), at=at)
    assert fresh(case).status == "approved"
    assert [d.kind for d in case.decisions.order_by("at", "pk")] == ["refused", "approved"]
    assert list(all_checks()["check_promises"]()) == []


def test_refused_it_says_why_and_what_is_left_to_do(refused: Application, at: datetime) -> None:
    answer(filed(refused, at), "refused", at, text="Bukti tidak cocok.")
    assert fresh(refused).status == "refused"
    letter = Letter.objects.get(kind="appeal-upheld")
    assert "Bukti tidak cocok." in str(letter.body)
    with pytest.raises(NothingToObjectTo):
        filed(fresh(refused), at)


@pytest.mark.parametrize("by", ["rosa", "yohana", "sari", "markus"])
def test_only_a_third_with_the_right_role_answers(
    refused: Application, at: datetime, by: str
) -> None:
    appeal = filed(refused, at)
    with pytest.raises(AnotherMustAnswer):
        answer(appeal, "granted", at, by=by)
    assert fresh(refused).status == "refused"


def test_the_database_keeps_the_three_apart(refused: Application, at: datetime) -> None:
    appeal = filed(refused, at)
    for one in ("rosa", "yohana"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=appeal.pk).update(
                state="refused", decided_by=staff(one).id, decided_at=at, text="x"
            )


def test_what_is_missing_is_said(refused: Application, at: datetime) -> None:
    with pytest.raises(GroundsNeeded):
        appeals.file_appeal(
            appeal_id=new_id(), application=refused, grounds=" ", actor=person(refused), at=at
        )
    appeal = filed(refused, at)
    with pytest.raises(AnswerNeeded):
        answer(appeal, "granted", at, text=" ")
    with pytest.raises(LetterNotSeen):
        appeals.answer_appeal(
            appeal_id=appeal.pk, application=refused, verdict="granted", text="Ya.", seen="",
            actor=staff("lukas"), at=at,
        )  # fmt: skip


def test_staff_do_not_object_for_somebody_and_nobody_to_an_approval(
    refused: Application, at: datetime
) -> None:
    with pytest.raises(NothingToObjectTo):
        appeals.file_appeal(
            appeal_id=new_id(), application=refused, grounds="x", actor=staff("sari"), at=at
        )
    Application.objects.update(status="approved")
    with pytest.raises(NothingToObjectTo):
        filed(fresh(refused), at)


def test_after_the_last_day_it_is_too_late(refused: Application, at: datetime) -> None:
    last = appeals.standing_of(refused.pk, at)
    assert last is not None
    assert last.until == date(2026, 12, 28), "21 working days, Christmas and its leave aside"
    with pytest.raises(TooLateToObject):
        filed(refused, at + timedelta(days=34))
    filed(refused, at + timedelta(days=33))


@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_person_files_it_on_its_page_and_a_stranger_finds_nothing(
    refused: Application, at: datetime
) -> None:
    page, owner = f"/permohonan/{refused.pk}/keberatan/", Client()
    assert Client().get(page).status_code == 404
    owner.force_login(Account.objects.get(username="somebody"))
    assert owner.post(page, {"grounds": " "}).status_code == 422
    assert owner.post(page, {"grounds": GROUNDS}).status_code == 302
    assert GROUNDS in owner.get(page).content.decode()
    assert "Sedang ditangani" in owner.get(page).content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_answers_at_once_one_counts(refused: Application, at: datetime) -> None:
    appeal = filed(refused, at)
    found = at_once(4, lambda _n: answer(appeal, "granted", at))
    assert sum(result is None for result in found) == 1
    assert all(result is None or isinstance(result, AnsweredAlready) for result in found)
