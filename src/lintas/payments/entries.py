from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.journal.public import kind


@kind("bill:issued")
@dataclass(frozen=True)
class BillIssued:
    billing_code: str
    total_rupiah: int
    hold_until: datetime


@kind("bill:paid")
@dataclass(frozen=True)
class BillPaid:
    billing_code: str
    total_rupiah: int
    ntpn: str
    paid_at: datetime


@kind("bill:lapsed")
@dataclass(frozen=True)
class BillLapsed:
    billing_code: str


@kind("payment:disputed")
@dataclass(frozen=True)
class PaymentDisputed:
    billing_code: str
    amount_rupiah: int
    verdict: str


@kind("bill:doubted")
@dataclass(frozen=True)
class BillDoubted:
    billing_code: str
    why: str


@kind("bill:closed")
@dataclass(frozen=True)
class BillClosed:
    """Another bill of the same request was paid."""

    billing_code: str


@kind("bill:cancelled")
@dataclass(frozen=True)
class BillCancelled:
    """What it was for is wanted no longer: a payment from now on can be claimed back."""

    billing_code: str


@kind("ruling:proposed")
@dataclass(frozen=True)
class RulingProposed:
    outcome: str
    ruling: UUID


@kind("ruling:confirmed")
@dataclass(frozen=True)
class RulingConfirmed:
    outcome: str
    ruling: UUID


@kind("ruling:declined")
@dataclass(frozen=True)
class RulingDeclined:
    outcome: str
    ruling: UUID


@kind("reconciliation:made")
@dataclass(frozen=True)
class ReconciliationMade:
    rail: str
    day: date
    version: int
    ours_rupiah: int
    theirs_rupiah: int
    differences: int


@kind("reconciliation:signed")
@dataclass(frozen=True)
class ReconciliationSigned:
    rail: str
    day: date
    version: int
