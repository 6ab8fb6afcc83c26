from datetime import UTC, date, datetime, timedelta

import pytest

from lintas.payments.rules import Verdict, billing_code, pause_after, verdict

HOLD_UNTIL = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def judged(**told: object) -> Verdict:
    usual: dict[str, object] = {
        "due_rupiah": 650_000,
        "hold_until": HOLD_UNTIL,
        "paid_before": "",
        "amount_rupiah": 650_000,
        "paid_at": HOLD_UNTIL,
        "ntpn": "A",
    }
    return verdict(**(usual | told))


def test_a_billing_code_is_prefix_day_and_serial_in_fifteen_digits() -> None:
    assert billing_code(date(2022, 9, 22), 1) == "820220922000001"
    assert billing_code(date(2026, 1, 2), 999_999) == "820260102999999"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, Verdict.PAID),
        ({"paid_at": HOLD_UNTIL + SECOND}, Verdict.AFTER_HOLD),
        ({"amount_rupiah": 649_999}, Verdict.WRONG_AMOUNT),
        ({"amount_rupiah": 650_001}, Verdict.WRONG_AMOUNT),
        ({"amount_rupiah": 1, "paid_at": HOLD_UNTIL + SECOND}, Verdict.WRONG_AMOUNT),
        ({"paid_before": "A"}, Verdict.AGAIN),
        ({"paid_before": "A", "paid_at": HOLD_UNTIL + SECOND}, Verdict.AGAIN),
        ({"paid_before": "B"}, Verdict.SECOND_PAYMENT),
    ],
)
def test_what_a_payment_means_follows_amount_time_and_what_came_before(
    told: dict[str, object], expected: Verdict
) -> None:
    assert judged(**told) == expected


def test_pauses_double_and_stay_below_ten_minutes() -> None:
    pauses = [pause_after(n).total_seconds() for n in (0, 1, 2, 6, 7, 1000)]
    assert pauses == [5, 10, 20, 320, 600, 600]
