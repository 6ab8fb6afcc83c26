"""Asking a rail over HTTP, and reading the parts of a payment the same way for every rail."""

from datetime import datetime
from typing import Any

import httpx

from lintas.kernel import asking
from lintas.payments.ports import CodeForgotten, RailAway

TIMEOUT_SECONDS = 5.0
MOST_RUPIAH = 10**15
MOST_BYTES = 20 * 1024 * 1024


def ask(verb: str, url: str, body: dict[str, Any] | None = None) -> httpx.Response:
    """Raises: RailAway, and CodeForgotten for a 404."""
    try:
        answer = asking.ask(verb, url, seconds=TIMEOUT_SECONDS, json=body)
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise CodeForgotten
        answer.raise_for_status()
    except httpx.HTTPError as trouble:
        raise RailAway(type(trouble).__name__) from trouble
    if len(answer.content) > MOST_BYTES:
        raise RailAway("answer too long")
    return answer


def told(answer: httpx.Response) -> dict[str, Any]:
    """Raises: RailAway when the answer is no object of fields."""
    try:
        data: Any = answer.json()
    except ValueError as trouble:
        raise RailAway("no JSON") from trouble
    if not isinstance(data, dict):
        raise RailAway("no object")
    return data


def mark(value: Any, most: int) -> str:
    """A code or a number of a receipt, whole: one cut short could be another payment's."""
    if not isinstance(value, str) or not value.isalnum() or len(value) > most:
        raise ValueError("a receipt's numbers are letters and digits")
    return value


def amount(value: Any) -> int:
    found = int(value)
    if not 0 <= found <= MOST_RUPIAH:
        raise ValueError("no amount of rupiah")
    return found


def aware(text: Any) -> datetime:
    at = datetime.fromisoformat(str(text))
    if at.tzinfo is None:
        raise ValueError("a payment's time names its zone")
    return at


def name(value: Any) -> str:
    """What the rail calls a bank or a channel: shown on receipts, decides nothing."""
    return str(value or "")[:60]
