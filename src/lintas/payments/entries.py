from dataclasses import dataclass
from datetime import datetime

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
