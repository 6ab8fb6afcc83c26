"""Money back: claimed by its owner, decided by another than proposed, never more than was paid."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from lintas.accounts import demo
from lintas.applications.commands import withdraw
from lintas.applications.errors import LetterNotSeen
from lintas.applications.models import Application
from lintas.applications.public import finish_review
from lintas.applications.rules import Status
from lintas.invariants import all_checks
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from lintas.letters.models import Letter
from lintas.notices.models import Notice
from lintas.payments import public as payments
from lintas.payments.errors import RulingNotOpen
from lintas.payments.models import DisputedPayment
from lintas.payments.settling import settle
from lintas.promises import public as promises
from lintas.refunds import public as refunds
from lintas.refunds.errors import (
    AccountIncomplete,
    AnotherMustDecide,
    ClaimedAlready,
    ClaimNotOpen,
    MoreThanPaid,
    NothingToClaim,
    OwnerOnly,
    ReasonNeeded,
    ReferenceNeeded,
    StoryNeeded,
    TooLateToClaim,
)
from lintas.refunds.models import Account as BankRow
from lintas.refunds.models import Refund
from tests import make, walk
from tests.payments.cast import issued, payment
from tests.refunds.cast import (
    ACCOUNT,
    NTPN,
    SECOND,
    TOTAL,
    decide,
    filed,
    fresh,
    money_with,
    paid,
    person,
    proposed,
    send,
    staff,
)
from tests.threads import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def twice(at: datetime) -> Application:
    """Paid, and paid again."""
    demo.seed_staff("mentawai", at)
    return paid(at, twice=True)


def kinds_of(refund: Refund) -> list[str]:
    told = [e.kind for e in journal.entries_about(refund.pk)]
    return [kind for kind in told if kind.startswith("refund:")]


def holds() -> None:
    checks = all_checks()
    found = [*checks["check_refunds"](), *checks["check_refund_accounts"]()]
    assert [*found, *checks["check_payments"](), *checks["check_letters"]()] == []


def test_from_the_claim_to_the_treasurys_number(twice: Application, at: datetime) -> None:
    refund = filed(twice, at)
    promise = promises.promise_of(refund.pk)
    assert promise is not None
    assert promise.due_on == date(2026, 12, 9), "ten working days"
    proposed(refund, at)
    decide(refund, at)
    assert DisputedPayment.objects.get(ntpn=SECOND).outcome == "give-back"
    send(refund, at)
    assert not promises.promise_of(refund.pk).running, "the rest is the treasury's time"
    refunds.note_paid_back(
        refund_id=refund.pk, sp2d="261125303000123", paid_back_on=at.date(),
        actor=staff("rosa"), at=at,
    )  # fmt: skip
    assert kinds_of(refund) == [
        "refund:filed", "refund:taken-up", "refund:proposed", "refund:approved", "refund:sent",
        "refund:paid-back",
    ]  # fmt: skip
    kept = {letter.kind: str(letter.body) for letter in Letter.objects.all()}
    assert set(kept) == {"refund-received", "refund-approved", "refund-treasury"}
    assert SECOND in kept["refund-treasury"]
    assert "1234567890" not in str(kept), "the account is never in what cannot be erased"
    holds()


def test_each_change_is_told_and_whoever_must_decide_hears(
    twice: Application, at: datetime
) -> None:
    refund = proposed(filed(twice, at), at, by="lukas")
    decide(refund, at, by="yohana")
    walk.work()
    told = set(Notice.objects.values_list("template", "account__username"))
    for template in ("refund-filed", "refund-checking", "refund-proposed", "refund-approved"):
        assert (template, "somebody") in told
    assert ("refund-came", "lukas") in told
    assert ("refund-to-decide", "yohana") in told
    assert ("refund-to-decide", "lukas") not in told, "who proposed does not decide"


@pytest.mark.parametrize("by", ["lukas", "markus"])
def test_only_another_with_the_right_role_decides(
    twice: Application, at: datetime, by: str
) -> None:
    refund = proposed(filed(twice, at), at, by="lukas")
    with pytest.raises(AnotherMustDecide):
        decide(refund, at, by=by)
    with pytest.raises(AnotherMustDecide):
        refunds.send_back_refund(refund_id=refund.pk, actor=staff(by), at=at)
    with pytest.raises(ClaimNotOpen):
        refunds.send_back_refund(
            refund_id=refund.pk, actor=replace(staff("yohana"), office="siberut"), at=at
        )


def test_the_database_keeps_the_two_apart(twice: Application, at: datetime) -> None:
    refund = proposed(filed(twice, at), at)
    row = Refund.objects.filter(pk=refund.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="approved", decided_by=refund.proposed_by, decided_at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(amount_rupiah=TOTAL + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(granted_rupiah=TOTAL + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="refused", decided_by=new_id(), reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="paid-back", decided_by=new_id())


def test_a_proposal_another_does_not_share_is_examined_again(
    twice: Application, at: datetime
) -> None:
    refund = proposed(filed(twice, at), at)
    refunds.send_back_refund(refund_id=refund.pk, actor=staff("lukas"), at=at)
    with pytest.raises(ClaimNotOpen):
        decide(refund, at)
    refund.refresh_from_db()
    assert (refund.state, refund.granted_rupiah) == ("checking", None)


def test_a_refusal_says_why_and_by_which_rule(twice: Application, at: datetime) -> None:
    refund = filed(twice, at)
    for reason, rule in (("", "pengembalian-pnbp"), ("Sudah diperiksa.", "no-such-rule")):
        with pytest.raises((ReasonNeeded, ClaimNotOpen)):
            proposed(refund, at, proposal="refuse", reason=reason, rule=rule)
        Refund.objects.filter(pk=refund.pk).update(state="filed")
    proposed(
        refund, at, proposal="refuse", granted=None, reason="Uang ini tidak masuk kas negara.",
        rule="pengembalian-pnbp",
    )  # fmt: skip
    decide(refund, at)
    letter = str(Letter.objects.get(kind="refund-refused").body)
    assert "Uang ini tidak masuk kas negara." in letter
    assert "pengembalian-pnbp" in letter
    assert not BankRow.objects.exists(), "nothing is to be sent there"
    assert not promises.promise_of(refund.pk).running
    again = filed(twice, at + DAY)
    assert again.state == "filed", "with new evidence one may ask again"
    holds()


def test_one_live_claim_a_bill_and_one_a_payment(twice: Application, at: datetime) -> None:
    second = money_with(twice, SECOND, at).money.id
    fee = money_with(twice, NTPN, at).money.id
    filed(twice, at)
    with pytest.raises(ClaimedAlready):
        filed(twice, at, money=second)
    with pytest.raises(ClaimedAlready):
        filed(twice, at, money=fee, ground="salah-pungut")
    assert Refund.objects.count() == BankRow.objects.count() == 1


@pytest.mark.parametrize("amount", [0, -1, TOTAL + 1])
def test_no_more_than_was_paid_is_claimed(twice: Application, at: datetime, amount: int) -> None:
    with pytest.raises(MoreThanPaid):
        filed(twice, at, amount=amount)


@pytest.mark.parametrize("granted", [None, 0, TOTAL])
def test_no_more_than_was_claimed_is_granted(
    twice: Application, at: datetime, granted: int | None
) -> None:
    refund = filed(twice, at, amount=TOTAL - 1)
    with pytest.raises(MoreThanPaid):
        proposed(refund, at, granted=granted)


def test_only_the_account_that_sent_the_request_claims(twice: Application, at: datetime) -> None:
    by_secret = Actor(ActorKind.PERSON, cases=frozenset({twice.pk}))
    for stranger in (by_secret, Actor(ActorKind.PERSON, new_id()), staff("rosa")):
        with pytest.raises(OwnerOnly):
            filed(twice, at, actor=stranger)


def test_what_is_missing_is_said(twice: Application, at: datetime) -> None:
    for account in (
        replace(ACCOUNT, number="12345"), replace(ACCOUNT, bank=" "), replace(ACCOUNT, holder=""),
        replace(ACCOUNT, number="12AB5678"),
    ):  # fmt: skip
        with pytest.raises(AccountIncomplete):
            filed(twice, at, account=account)
    with pytest.raises(StoryNeeded):
        filed(twice, at, ntpn=NTPN, ground="salah-pungut", story="salah")
    with pytest.raises(NothingToClaim):
        filed(twice, at, ground="salah-pungut")
    with pytest.raises(NothingToClaim):
        filed(twice, at, money=new_id())
    with pytest.raises(TooLateToClaim):
        filed(twice, at + 6 * 365 * DAY)


def test_the_account_is_mended_until_somebody_decided(twice: Application, at: datetime) -> None:
    refund = filed(twice, at)
    other = replace(ACCOUNT, number="9876543210")
    change = {"refund_id": refund.pk, "application": twice, "account": other, "at": at}
    with pytest.raises(OwnerOnly):
        refunds.change_account(**change, actor=Actor(ActorKind.PERSON, new_id()))
    refunds.change_account(**change, actor=person(twice))
    assert BankRow.objects.get().number == "9876543210"
    decide(proposed(refund, at), at)
    with pytest.raises(ClaimNotOpen):
        refunds.change_account(**change, actor=person(twice))


def test_a_letter_that_was_not_seen_is_not_sent(twice: Application, at: datetime) -> None:
    refund = proposed(filed(twice, at), at)
    unseen = {"application": twice, "seen": "", "at": at}
    with pytest.raises(LetterNotSeen):
        refunds.decide_refund(refund_id=refund.pk, actor=staff("lukas"), **unseen)
    decide(refund, at)
    with pytest.raises(LetterNotSeen):
        refunds.send_to_treasury(refund_id=refund.pk, actor=staff("rosa"), **unseen)
    with pytest.raises(ClaimNotOpen):
        decide(refund, at)


@pytest.mark.parametrize(("sp2d", "day"), [("", 0), ("12", 0), ("261125303000123", 1)])
def test_paid_back_needs_the_treasurys_number_and_a_day(
    twice: Application, at: datetime, sp2d: str, day: int
) -> None:
    refund = proposed(filed(twice, at), at)
    decide(refund, at)
    send(refund, at)
    with pytest.raises(ReferenceNeeded):
        refunds.note_paid_back(
            refund_id=refund.pk, sp2d=sp2d, paid_back_on=at.date() + day * DAY,
            actor=staff("rosa"), at=at,
        )  # fmt: skip


def test_the_account_is_forgotten_when_the_money_has_arrived(
    twice: Application, at: datetime
) -> None:
    refund = proposed(filed(twice, at), at)
    decide(refund, at)
    send(refund, at)
    refunds.note_paid_back(
        refund_id=refund.pk, sp2d="261125303000123", paid_back_on=at.date(),
        actor=staff("rosa"), at=at,
    )  # fmt: skip
    assert refunds.forget_accounts(at + 29 * DAY) == 0
    assert refunds.forget_accounts(at + 31 * DAY) == 1
    assert refunds.forget_accounts(at + 31 * DAY) == 0
    assert not BankRow.objects.exists()
    assert kinds_of(refund)[-1] == "refund:account-erased"
    holds()


def test_a_fee_stays_once_the_request_was_served(at: datetime) -> None:
    demo.seed_staff("mentawai", at)
    case = paid(at, Status.REFUSED)
    assert refunds.staying(case) is None, "nobody has served it"
    looked_through(case, at)
    stays = refunds.staying(case)
    assert stays is not None
    assert stays.rule == "pengembalian-tidak-setelah-dilayani"
    grounds = {one.id for one in money_with(case, NTPN, at).grounds}
    assert grounds == {"salah-pungut"}, "a mistaken charge can be claimed all the same"


def looked_through(case: Application, at: datetime) -> None:
    """An officer has looked it through; then it stands where it stood."""
    Application.objects.filter(pk=case.pk).update(status=Status.UNDER_REVIEW)
    finish_review(application=fresh(case), actor=staff("rosa"), at=at)
    Application.objects.filter(pk=case.pk).update(status=case.status)


def test_withdrawn_before_the_office_began_the_fee_can_be_claimed(at: datetime) -> None:
    demo.seed_staff("mentawai", at)
    case = paid(at)
    withdraw(application=case, actor=person(case), at=at)
    grounds = {one.id: one.confirmed for one in money_with(fresh(case), NTPN, at).grounds}
    assert grounds["ditarik-sebelum-dilayani"] is False, "shown as to be confirmed"
    refund = filed(fresh(case), at, ntpn=NTPN, ground="ditarik-sebelum-dilayani")
    decide(proposed(refund, at), at)
    holds()


def test_money_that_comes_after_the_withdrawal_can_be_claimed(at: datetime) -> None:
    demo.seed_staff("mentawai", at)
    (one,) = make.applications(
        1, at, of=make.account("somebody", at).pk, status=Status.AWAITING_PAYMENT
    )
    bill, case = issued(at, case=one.pk), fresh(one)
    withdraw(application=case, actor=person(case), at=at)
    assert refunds.claimable(fresh(case), at) == []
    settle(payment=payment(bill, at + DAY), at=at + DAY)
    refund = filed(fresh(case), at + DAY, ntpn=NTPN)
    decide(proposed(refund, at + DAY), at + DAY)
    holds()


def test_what_people_took_as_a_fee_does_not_go_back_as_well(at: datetime) -> None:
    demo.seed_staff("mentawai", at)
    (one,) = make.applications(
        1, at, of=make.account("somebody", at).pk, status=Status.AWAITING_PAYMENT
    )
    bill, case = issued(at, case=one.pk), fresh(one)
    late = at + DAY
    settle(payment=payment(bill, late), at=late)
    kept = DisputedPayment.objects.get()
    ruling = new_id()
    payments.propose_ruling(
        ruling_id=ruling, about=kept.pk, outcome="accept", reason="Hanya terlambat sebentar",
        evidence=payments.Evidence(), actor=staff("rosa"), at=late,
    )  # fmt: skip
    refund = proposed(filed(case, late, ntpn=NTPN), late)
    payments.confirm_ruling(ruling_id=ruling, actor=staff("lukas"), at=late)
    with pytest.raises(ClaimNotOpen):
        decide(refund, late)
    assert DisputedPayment.objects.get().outcome == "accept"
    refund.refresh_from_db()
    assert refund.state == "proposed", "it can still be refused"


def test_what_goes_back_is_not_taken_as_a_fee_as_well(twice: Application, at: datetime) -> None:
    kept = DisputedPayment.objects.get(ntpn=SECOND)
    decide(proposed(filed(twice, at), at), at)
    with pytest.raises(RulingNotOpen):
        payments.propose_ruling(
            ruling_id=new_id(), about=kept.pk, outcome="give-back", reason="Dibayar dua kali",
            evidence=payments.Evidence(), actor=staff("rosa"), at=at,
        )  # fmt: skip


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_claimed_twice_at_one_moment_there_is_one_claim(at: datetime) -> None:
    demo.seed_staff("mentawai", at)
    case = paid(at, twice=True)
    asked = [(SECOND, "salah-bayar"), (NTPN, "salah-pungut"), (SECOND, "salah-bayar")]
    found = at_once(3, lambda n: filed(case, at, ntpn=asked[n][0], ground=asked[n][1]))
    assert sum(isinstance(one, ClaimedAlready) for one in found) == 2
    assert Refund.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_decided_twice_at_one_moment_it_is_done_once(at: datetime) -> None:
    demo.seed_staff("mentawai", at)
    refund = proposed(filed(paid(at, twice=True), at), at)
    by = ["lukas", "yohana"]
    found = at_once(2, lambda n: decide(refund, at, by=by[n]))
    assert sorted(type(one).__name__ for one in found) == ["ClaimNotOpen", "NoneType"]
    assert kinds_of(refund).count("refund:approved") == 1
