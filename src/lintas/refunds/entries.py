"""What the journal keeps about a claim: the payment, the sum, the rule; never the account."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lintas.journal.public import kind


@kind("refund:filed")
@dataclass(frozen=True)
class RefundFiled:
    money: UUID
    ntpn: str
    amount_rupiah: int
    ground: str
    due_on: date


@kind("refund:account-changed")
@dataclass(frozen=True)
class RefundAccountChanged:
    pass


@kind("refund:taken-up")
@dataclass(frozen=True)
class RefundTakenUp:
    pass


@kind("refund:proposed")
@dataclass(frozen=True)
class RefundProposed:
    proposal: str
    granted_rupiah: int | None


@kind("refund:sent-back")
@dataclass(frozen=True)
class RefundSentBack:
    """Whoever decides did not agree with the proposal: it is examined again."""

    proposal: str


@kind("refund:approved")
@dataclass(frozen=True)
class RefundApproved:
    granted_rupiah: int


@kind("refund:refused")
@dataclass(frozen=True)
class RefundRefused:
    reason_rule: str


@kind("refund:sent")
@dataclass(frozen=True)
class RefundSent:
    granted_rupiah: int
    letter: UUID


@kind("refund:paid-back")
@dataclass(frozen=True)
class RefundPaidBack:
    granted_rupiah: int
    sp2d: str
    paid_back_on: date


@kind("refund:account-erased")
@dataclass(frozen=True)
class RefundAccountErased:
    pass
