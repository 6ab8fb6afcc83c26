"""A bill of 650,000 rupiah and the news of its payment."""

from datetime import datetime, timedelta
from uuid import UUID

from lintas.journal import public as journal
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.payments import public as payments
from lintas.payments.ports import Payment

HOLD = timedelta(hours=2)
TOTAL = 650_000
NTPN = "0123456789ABCDEF"


def issued(
    at: datetime, bill_id: UUID | None = None, amount: int = TOTAL, case: UUID | None = None
) -> payments.BillView:
    return payments.issue_bill(
        bill_id=bill_id or new_id(),
        case=case or new_id(),
        office="mentawai",
        lines=[payments.BillLine("PSP-E5", "Paspor elektronik", "E-passport", amount, "pp-45")],
        hold_until=at + HOLD,
        actor=system("test"),
        at=at,
    )


def payment(
    bill: payments.BillView, paid_at: datetime, amount: int = TOTAL, ntpn: str = NTPN
) -> Payment:
    return Payment(bill.billing_code, amount, "000000000001", ntpn, paid_at)


def kinds_of(bill: payments.BillView) -> list[str]:
    return [entry.kind for entry in journal.entries_about(bill.id)]


def status_of(bill: payments.BillView) -> str:
    found = payments.bill_of(bill.case)
    assert found is not None
    return found.status
