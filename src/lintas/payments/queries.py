from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from lintas.kernel.actor import Actor, Role
from lintas.payments.models import Bill, DisputedPayment


@dataclass(frozen=True)
class BillLine:
    code: str
    title_id: str
    title_en: str
    amount_rupiah: int
    rule: str


@dataclass(frozen=True)
class BillView:
    id: UUID
    case: UUID
    billing_code: str
    lines: tuple[BillLine, ...]
    total_rupiah: int
    issued_at: datetime
    hold_until: datetime
    status: str
    paid_at: datetime | None
    ntb: str
    ntpn: str
    payable: bool
    """The rail knows the billing code: a bank takes it from now on."""
    pay_url: str


@dataclass(frozen=True)
class Disputed:
    case: UUID | None
    billing_code: str
    amount_rupiah: int
    ntpn: str
    verdict: str
    received_at: datetime


def view_of(bill: Bill) -> BillView:
    lines = tuple(
        BillLine(line.code, line.title_id, line.title_en, line.amount_rupiah, line.rule)
        for line in bill.lines.all()
    )
    return BillView(
        id=bill.id,
        case=bill.case,
        billing_code=bill.billing_code,
        lines=lines,
        total_rupiah=bill.total_rupiah,
        issued_at=bill.issued_at,
        hold_until=bill.hold_until,
        status=bill.status,
        paid_at=bill.paid_at,
        ntb=bill.ntb,
        ntpn=bill.ntpn,
        payable=bill.registered_at is not None,
        pay_url=f"{settings.BILLING_RAIL_URL}/pay/{bill.billing_code}" if settings.DEMO else "",
    )


def bill_of(case: UUID) -> BillView | None:
    """The newest bill of an application. Cost: two queries."""
    rows = Bill.objects.filter(case=case).prefetch_related("lines")
    found = rows.order_by("-issued_at", "-id").first()
    return view_of(found) if found else None


def disputed_payments(actor: Actor) -> list[Disputed]:
    """Payments a human must look at, newest first; for the head and the administrator."""
    if not actor.has(Role.HEAD, Role.ADMIN):
        return []
    rows = DisputedPayment.objects.select_related("bill").order_by("-received_at")[:100]
    return [
        Disputed(
            case=row.bill.case if row.bill else None,
            billing_code=row.billing_code,
            amount_rupiah=row.amount_rupiah,
            ntpn=row.ntpn,
            verdict=row.verdict,
            received_at=row.received_at,
        )
        for row in rows
    ]
