"""Questions about claims; what may be known follows the application, at the desk the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.applications.public import Application
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import RefundGround, StayingFee
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.payments import public as payments
from lintas.payments.public import TakenMoney
from lintas.promises import public as promises
from lintas.refunds.models import Account, Refund
from lintas.refunds.policies import may_see
from lintas.refunds.rules import (
    LIVE,
    State,
    grounds_open,
    last_day,
    masked,
    was_served,
    why_it_stays,
)

MOST = 200


@dataclass(frozen=True)
class RefundView:
    id: UUID
    application: UUID
    office: str
    billing_code: str
    ntpn: str
    ntb: str
    paid_at: datetime
    paid_rupiah: int
    amount_rupiah: int
    granted_rupiah: int | None
    ground: str
    ground_title: object
    rule: str
    story: str
    state: str
    filed_at: datetime
    proposal: str
    reason: str
    reason_rule: str
    proposed_by: UUID | None
    decided_at: datetime | None
    sent_at: datetime | None
    sp2d: str
    paid_back_on: date | None
    due_on: date | None
    bank: str
    account: str
    """Masked: its last four digits."""


@dataclass(frozen=True)
class Claimable:
    """A payment that can be claimed now, on one of these grounds."""

    money: TakenMoney
    grounds: tuple[RefundGround, ...]
    until: date


@dataclass(frozen=True)
class AccountView:
    bank: str
    number: str
    holder: str


def refunds_of(application_id: UUID) -> Sequence[RefundView]:
    """Newest first. Cost: two queries, three more for each."""
    rows = Refund.objects.filter(application=application_id).order_by("-filed_at", "-id")
    return _views(list(rows))


def waiting_refunds(actor: Actor) -> Sequence[RefundView]:
    """What the actor's office still has to do with claims, oldest first. Cost: as refunds_of."""
    rows = Refund.objects.filter(office=actor.office, state__in=sorted(LIVE))
    return _views(list(rows.order_by("filed_at")[:MOST])) if may_see(actor, actor.office) else []


def refund_for(actor: Actor, refund_id: UUID) -> RefundView | None:
    """None for whoever may not see it."""
    row = Refund.objects.filter(pk=refund_id, office=actor.office).first()
    return _views([row])[0] if row is not None and may_see(actor, row.office) else None


def account_for(actor: Actor, refund_id: UUID) -> AccountView | None:
    """The whole account, for whoever writes it to the treasury; None once it was erased."""
    row = Account.objects.filter(refund=refund_id, refund__office=actor.office).first()
    if row is None or not may_see(actor, actor.office):
        return None
    return AccountView(row.bank, row.number, row.holder)


def _views(rows: list[Refund]) -> list[RefundView]:
    accounts = {a.refund_id: a for a in Account.objects.filter(refund__in=rows)}
    return [_view(row, accounts) for row in rows]


def _view(row: Refund, accounts: Mapping[UUID, Account]) -> RefundView:
    promise, account = promises.promise_of(row.pk), accounts.get(row.pk)
    return RefundView(
        id=row.pk,
        application=row.application,
        office=row.office,
        billing_code=row.billing_code,
        ntpn=row.ntpn,
        ntb=row.ntb,
        paid_at=row.paid_at,
        paid_rupiah=row.paid_rupiah,
        amount_rupiah=row.amount_rupiah,
        granted_rupiah=row.granted_rupiah,
        ground=row.ground,
        ground_title=ground_title(row.ground),
        rule=row.rule,
        story=row.story,
        state=row.state,
        filed_at=row.filed_at,
        proposal=row.proposal,
        reason=row.reason,
        reason_rule=row.reason_rule,
        proposed_by=row.proposed_by,
        decided_at=row.decided_at,
        sent_at=row.sent_at,
        sp2d=row.sp2d,
        paid_back_on=row.paid_back_on,
        due_on=promise.expected_on if promise and promise.running else None,
        bank=account.bank if account else "",
        account=masked(account.number) if account else "",
    )


def ground_title(ground: str) -> object:
    table = catalogue.refund_table()
    found = table.ground(ground) if table else None
    return found.title if found else ground


def served(application_id: UUID) -> bool:
    return was_served({e.kind for e in journal.entries_of_case(application_id)})


def claimable(application: Application, at: datetime) -> Sequence[Claimable]:
    """Which payments of a request can be claimed back now. Cost: four queries."""
    table = catalogue.refund_table()
    if table is None:
        return []
    claimed = set(
        Refund.objects.filter(application=application.pk)
        .exclude(state=State.REFUSED)
        .values_list("money", flat=True)
    )
    office, begun = catalogue.office(application.office), served(application.pk)
    found = []
    for money in payments.money_of(application.pk):
        grounds = grounds_open(
            table, verdict=money.verdict, outcome=money.outcome, status=application.status,
            served=begun,
        )  # fmt: skip
        until = last_day(office.today(money.paid_at), table.claim_years)
        if grounds and money.id not in claimed:
            found.append(Claimable(money, grounds, until))
    return found


def staying(application: Application) -> StayingFee | None:
    """Why the fee of this ended request does not come back, where a rule says so."""
    table = catalogue.refund_table()
    paid = any(not money.verdict for money in payments.money_of(application.pk))
    if table is None or not paid:
        return None
    return why_it_stays(table, status=application.status, served=served(application.pk))
