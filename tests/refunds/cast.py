"""A request whose owner paid too much, and the office that gives it back."""

from datetime import datetime
from uuid import UUID

from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.applications.rules import Status
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.payments.settling import settle
from lintas.refunds import public as refunds
from lintas.refunds.models import Refund
from tests import make
from tests.payments.cast import NTPN, TOTAL, issued, payment

SECOND = "FEDCBA9876543210"
ACCOUNT = refunds.BankAccount("Bank Contoh", "1234 5678 90", "Contoh Pertama")
STORY = "Biaya percepatan ikut ditagih padahal tidak saya pilih."


def staff(username: str) -> Actor:
    account = Account.objects.get(username=username)
    roles = frozenset(Role(row.role) for row in account.roles.all())
    return Actor(ActorKind.STAFF, account.pk, roles, "mentawai", account.name)


def person(application: Application) -> Actor:
    return Actor(ActorKind.PERSON, application.account_id)


def fresh(application: Application) -> Application:
    return Application.objects.select_related("answers").get(pk=application.pk)


def paid(at: datetime, status: Status = Status.PAID, *, twice: bool = False) -> Application:
    """One bill, paid; or paid a second time with another payment."""
    (one,) = make.applications(1, at, of=make.account("somebody", at).pk, status=status)
    bill = issued(at, case=one.pk)
    settle(payment=payment(bill, at), at=at)
    if twice:
        settle(payment=payment(bill, at, ntpn=SECOND), at=at)
    return fresh(one)


def money_with(application: Application, ntpn: str, at: datetime) -> refunds.Claimable:
    found = refunds.claimable(application, at)
    return next(one for one in found if one.money.ntpn == ntpn)


def filed(
    application: Application, at: datetime, *, ntpn: str = SECOND, ground: str = "salah-bayar",
    amount: int = TOTAL, story: str = STORY, actor: Actor | None = None,
    account: refunds.BankAccount = ACCOUNT, money: UUID | None = None,
) -> Refund:  # fmt: skip
    refund_id = new_id()
    refunds.file_refund(
        refund_id=refund_id, application=application,
        money=money or money_with(application, ntpn, at).money.id, ground=ground,
        amount_rupiah=amount, account=account, story=story,
        actor=actor or person(application), at=at,
    )  # fmt: skip
    return Refund.objects.get(pk=refund_id)


def proposed(
    refund: Refund, at: datetime, *, by: str = "rosa", proposal: str = "grant",
    granted: int | None = TOTAL, reason: str = "Kas negara sudah diperiksa.", rule: str = "",
) -> Refund:  # fmt: skip
    refunds.begin_checking(refund_id=refund.pk, actor=staff(by), at=at)
    refunds.propose_refund(
        refund_id=refund.pk, proposal=proposal, granted_rupiah=granted, reason=reason,
        reason_rule=rule, actor=staff(by), at=at,
    )  # fmt: skip
    refund.refresh_from_db()
    return refund


def decide(refund: Refund, at: datetime, by: str = "lukas") -> None:
    application = Application.objects.select_related("answers").get(pk=refund.application)
    letter = refunds.verdict_letter_of(refund.pk, application, at)
    refunds.decide_refund(
        refund_id=refund.pk, application=application, seen=letter.sha256 if letter else "",
        actor=staff(by), at=at,
    )  # fmt: skip


def send(refund: Refund, at: datetime, by: str = "rosa") -> None:
    application = Application.objects.select_related("answers").get(pk=refund.application)
    letter = refunds.treasury_letter_of(refund.pk, application, at)
    refunds.send_to_treasury(
        refund_id=refund.pk, application=application, seen=letter.sha256 if letter else "",
        actor=staff(by), at=at,
    )  # fmt: skip


__all__ = ["NTPN", "SECOND", "STORY", "TOTAL"]
