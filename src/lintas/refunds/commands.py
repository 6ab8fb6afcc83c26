"""A person asks for money back, and mends the account it goes to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.applications import public as applications
from lintas.applications.public import Application
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import RefundGround
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.text import tidy
from lintas.promises import public as promises
from lintas.refunds import entries, letters
from lintas.refunds.errors import (
    AccountIncomplete,
    ClaimedAlready,
    ClaimNotOpen,
    MoreThanPaid,
    NothingToClaim,
    OwnerOnly,
    StoryNeeded,
    TooLateToClaim,
)
from lintas.refunds.models import Account, Refund
from lintas.refunds.policies import may_claim
from lintas.refunds.queries import Claimable, claimable
from lintas.refunds.rules import BEFORE_DECISION, LONGEST, SHORTEST_REASON

KIND = "refund"


@dataclass(frozen=True)
class BankAccount:
    bank: str
    number: str
    holder: str

    @property
    def whole(self) -> bool:
        digits = self.number.isdecimal() and self.number.isascii()
        return digits and 6 <= len(self.number) <= 20 and bool(self.bank and self.holder)


@transaction.atomic
def file_refund(
    *,
    refund_id: UUID,
    application: Application,
    money: UUID,
    ground: str,
    amount_rupiah: int,
    account: BankAccount,
    story: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Claim one payment back; the clock of the answer begins and a receipt is kept.

    Raises: OwnerOnly, NothingToClaim, ClaimedAlready, TooLateToClaim, MoreThanPaid, StoryNeeded,
    AccountIncomplete.  Race: a second live claim of the bill, or one of the same payment, breaks
    a constraint.
    """
    if not may_claim(actor, application.account_id):
        raise OwnerOnly
    found, why = _found(application, money, ground, at)
    if not 0 < amount_rupiah <= found.money.amount_rupiah:
        raise MoreThanPaid
    if why.money == "fee" and len(story.strip()) < SHORTEST_REASON:
        raise StoryNeeded
    account = _tidy(account)
    refund = _row(refund_id, application, found, why, amount_rupiah, story, at)
    try:
        with transaction.atomic():
            refund.save(force_insert=True)
    except IntegrityError:
        raise ClaimedAlready from None
    Account.objects.create(refund=refund, **vars(account))
    _begin(refund, application, actor, at)


def _found(
    application: Application, money: UUID, ground: str, at: datetime
) -> tuple[Claimable, RefundGround]:
    """The payment and the ground it is claimed on. Raises as file_refund does."""
    if Refund.objects.filter(application=application.pk, money=money).exclude(state="refused"):
        raise ClaimedAlready
    found = next((one for one in claimable(application, at) if one.money.id == money), None)
    why = next((one for one in found.grounds if one.id == ground), None) if found else None
    if found is None or why is None:
        raise NothingToClaim
    if catalogue.office(application.office).today(at) > found.until:
        raise TooLateToClaim
    return found, why


def _tidy(account: BankAccount) -> BankAccount:
    number = account.number.translate(str.maketrans("", "", " .-"))
    found = BankAccount(tidy(account.bank)[:80], number, tidy(account.holder)[:150])
    if not found.whole:
        raise AccountIncomplete
    return found


def _row(
    refund_id: UUID, application: Application, found: Claimable, why: RefundGround, amount: int,
    story: str, at: datetime,
) -> Refund:  # fmt: skip
    money = found.money
    return Refund(
        id=refund_id,
        application=application.pk,
        office=application.office,
        bill=money.bill,
        money=money.id,
        kept=bool(money.verdict),
        billing_code=money.billing_code,
        ntpn=money.ntpn,
        ntb=money.ntb,
        paid_at=money.paid_at,
        paid_rupiah=money.amount_rupiah,
        amount_rupiah=amount,
        ground=why.id,
        rule=why.rule,
        story=story.strip()[:LONGEST],
        filed_at=at,
    )


def _begin(refund: Refund, application: Application, actor: Actor, at: datetime) -> None:
    """Its clock, its receipt, its entry."""
    table = catalogue.refund_table()
    if table is None:
        raise NothingToClaim
    begun = promises.begin(
        subject=refund.pk, case=application.pk, office=application.office,
        service=application.service, kind=KIND, days=table.answer_days, rule=table.answer_rule,
        actor=actor, at=at,
    )  # fmt: skip
    letter = letters.draft(refund, application, letters.RECEIVED, at, begun.due_on)
    applications.keep_letter(application, letter, None, actor, at)
    data = entries.RefundFiled(
        money=refund.money, ntpn=refund.ntpn, amount_rupiah=refund.amount_rupiah,
        ground=refund.ground, due_on=begun.due_on,
    )  # fmt: skip
    journal.record(
        data, subject=refund.pk, case=application.pk, actor=actor, office=refund.office, at=at,
        rule=refund.rule,
    )  # fmt: skip


@transaction.atomic
def change_account(
    *,
    refund_id: UUID,
    application: Application,
    account: BankAccount,
    actor: Actor,
    at: datetime,
) -> None:
    """Another account, as long as nobody has decided. Raises: OwnerOnly, ClaimNotOpen,
    AccountIncomplete.  Race: the claim's row is locked, so a decision comes before or after it.
    """
    if not may_claim(actor, application.account_id):
        raise OwnerOnly
    rows = Refund.objects.select_for_update().filter(pk=refund_id, application=application.pk)
    refund = rows.filter(state__in=sorted(BEFORE_DECISION)).first()
    if refund is None:
        raise ClaimNotOpen
    Account.objects.filter(refund=refund).update(**vars(_tidy(account)))
    journal.record(
        entries.RefundAccountChanged(), subject=refund.pk, case=application.pk, actor=actor,
        office=refund.office, at=at,
    )  # fmt: skip
