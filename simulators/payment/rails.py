"""What can happen to a payment at a rail: plain, late, doubled, wrong, silent, and worse."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulators.payment.callbacks import Caller
from simulators.payment.shapes import (
    billing_answer,
    billing_order,
    qris_answer,
    qris_order,
)
from simulators.payment.store import Code, Paid, Store

LATE_SECONDS = 20
SOON_SECONDS = 1
WRONG_BY = 1000


@dataclass(frozen=True)
class SimulatedRail:
    name: str
    store: Store
    caller: Caller
    now: Callable[[], datetime]
    answer: Callable[[Code, Paid | None], dict[str, Any]]
    order: Callable[[dict[str, Any]], tuple[str, int, datetime, object]]

    def register(self, data: dict[str, Any]) -> None:
        """Raises: KeyError, TypeError, ValueError when the order is not whole."""
        self.store.register(self.name, *self.order(data))

    def find(self, code: str) -> Code | None:
        return self.store.find(self.name, code)

    def standing(self, code: Code) -> dict[str, Any]:
        return self.answer(code, code.payments[0] if code.payments else None)

    def payable(self, code: Code | None) -> bool:
        return (
            code is not None
            and not code.closed
            and not code.payments
            and self.now() <= datetime.fromisoformat(code.expires_at)
        )

    def pay(self, reference: str, how: str) -> None:
        code = self.find(reference)
        if code is None or not self.payable(code):
            return
        amount = code.total - WRONG_BY if how == "wrong" else code.total
        first = self._paid(reference, amount)
        if how == "forged":
            self.caller.tell(self.answer(code, first), forged=True)
        elif how == "twice":
            # Two debits for one code; the news of the second comes before that of the first.
            second = self._paid(reference, amount)
            self.caller.tell(self.answer(code, second))
            self.caller.tell(self.answer(code, first), SOON_SECONDS)
        elif how == "forget":
            self.store.forget(self.name, reference)
        elif how != "silent":
            self.caller.tell(self.answer(code, first), LATE_SECONDS if how == "late" else 0)
        if how == "doubled":
            self.caller.tell(self.answer(code, first))
        if how == "disordered":
            self.caller.tell(self.answer(code, None), SOON_SECONDS)

    def _paid(self, reference: str, amount: int) -> Paid:
        return self.store.pay(self.name, reference, amount, self.now())


def billing_rail(store: Store, caller: Caller, now: Callable[[], datetime]) -> SimulatedRail:
    return SimulatedRail("billing", store, caller, now, billing_answer, billing_order)


def qris_rail(store: Store, caller: Caller, now: Callable[[], datetime]) -> SimulatedRail:
    return SimulatedRail("qris", store, caller, now, qris_answer, qris_order)
