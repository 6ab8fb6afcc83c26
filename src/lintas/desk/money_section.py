"""What was paid for a case, traced to its rules, and what was claimed back of it."""

from typing import Any

from lintas.desk.case_page import Sight
from lintas.desk.payment_views import WHY
from lintas.payments import public as payments
from lintas.refunds import public as refunds


def money(sight: Sight) -> dict[str, Any] | None:
    case = sight.view.application.pk
    rows = [(one, WHY.get(one.verdict, "")) for one in payments.money_of(case)]
    claims = [(one, refunds.STATE_WORDS[one.state]) for one in refunds.refunds_of(case)]
    return {"rows": rows, "claims": claims} if rows else None
