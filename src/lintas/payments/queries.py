from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from lintas.kernel.actor import Actor, Role
from lintas.payments.models import Bill, DisputedPayment
from lintas.payments.rails.billing import NAME as BILLING


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
    bank: str
    channel: str
    payable: bool
    """The billing rail knows the code: a bank takes it from now on."""
    scan: str
    """The QRIS code's text, "" while there is none to scan."""
    pay_url: str
    scan_url: str
    """In a demonstration, where the simulator's bank and wallet are."""


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
    known = {row.rail: row for row in bill.registrations.all() if row.registered_at}
    scan = next((row.scan for row in known.values() if row.scan), "")
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
        bank=bill.bank,
        channel=bill.channel,
        payable=BILLING in known,
        scan=scan,
        pay_url=f"{settings.BILLING_RAIL_URL}/pay/{bill.billing_code}" if settings.DEMO else "",
        scan_url=f"{settings.QRIS_RAIL_URL}/pay/{bill.billing_code}" if settings.DEMO else "",
    )


def bill_of(case: UUID) -> BillView | None:
    """The newest bill of an application. Cost: three queries."""
    rows = Bill.objects.filter(case=case).prefetch_related("lines", "registrations")
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
