"""How each rail writes: SIMPONI's receipts, the acquirer's notices, the list of a day."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from simulators.payment.store import Code, Paid

PENDING, SUCCESS = "03", "00"


def billing_answer(code: Code, paid: Paid | None) -> dict[str, Any]:
    """A bill in the fields of a SIMPONI receipt."""
    return {
        "kode_billing": code.code,
        "total_disetor": paid.amount if paid else code.total,
        "tanggal_kedaluwarsa": code.expires_at,
        "tanggal_bayar": paid.paid_at if paid else None,
        "ntb": paid.ntb if paid else None,
        "ntpn": paid.ntpn if paid else None,
        "bank_bayar": "Bank Contoh",
        "channel_bayar": "Simulator",
        "status": "paid" if paid else "open",
    }


def qris_answer(code: Code, paid: Paid | None) -> dict[str, Any]:
    """A code in the fields of an acquirer's notice."""
    amount = paid.amount if paid else code.total
    return {
        "originalPartnerReferenceNo": code.code,
        "originalReferenceNo": paid.ntb if paid else "",
        "latestTransactionStatus": SUCCESS if paid else PENDING,
        "finishedTime": paid.paid_at if paid else "",
        "amount": {"value": f"{amount}.00", "currency": "IDR"},
        "additionalInfo": {"ntpn": paid.ntpn if paid else "", "issuer": "Dompet Contoh"},
    }


def billing_order(data: dict[str, Any]) -> tuple[str, int, datetime, object]:
    """What a bill says, whole. Raises: KeyError, TypeError, ValueError."""
    return (
        str(data["kode_billing"]),
        int(data["total_disetor"]),
        datetime.fromisoformat(data["tanggal_kedaluwarsa"]),
        data.get("rincian", []),
    )


def qris_order(data: dict[str, Any]) -> tuple[str, int, datetime, object]:
    """What an order for a code says, whole. Raises: KeyError, TypeError, ValueError."""
    return (
        str(data["partnerReferenceNo"]),
        int(float(data["amount"]["value"])),
        datetime.fromisoformat(data["validityPeriod"]),
        str(data["qrContent"]),
    )


def day_list(payments: Sequence[Paid]) -> str:
    """The list of a day, as it is fetched or downloaded."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["kode_billing", "ntpn", "ntb", "total_disetor", "tanggal_bayar"])
    rows.writerows([p.code, p.ntpn, p.ntb, p.amount, p.paid_at] for p in payments)
    return out.getvalue()
