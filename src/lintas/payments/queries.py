from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Case, QuerySet, When, prefetch_related_objects

from lintas.journal import public as journal
from lintas.payments.models import Bill
from lintas.payments.rails.billing import NAME as BILLING
from lintas.payments.rules import WAITING, renewable_until


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
    renewable_until: datetime | None


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
        renewable_until=renewable_until(
            status=bill.status,
            hold_until=bill.hold_until,
            is_renewal=bill.renews_id is not None,
            was_renewed=hasattr(bill, "renewal"),
        ),
    )


def bill_of(case: UUID) -> BillView | None:
    """The bill that counts now: one that waits, else the paid one, else the newest.

    Cost: three queries.
    """
    found = _COUNTS.first(case)
    if found is None:
        return None
    prefetch_related_objects([found], "lines", "registrations")
    return view_of(found)


def _that_counts(case: UUID) -> QuerySet[Bill]:
    open_first = Case(When(status__in=WAITING, then=0), When(status="paid", then=1), default=2)
    live = Bill.objects.filter(case=case).exclude(status=Bill.Status.CLOSED)
    return live.select_related("renewal").order_by(open_first, "-issued_at", "-id")[:1]


_COUNTS = journal.Prepared(_that_counts, of_case=True)
