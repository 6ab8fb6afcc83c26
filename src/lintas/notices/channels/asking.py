"""How channels talk with their other side, and what its silence or trouble is for a message."""

from typing import Any

import httpx

from lintas.kernel import asking
from lintas.notices.ports import NotDelivered

TIMEOUT_SECONDS = 10.0
BUSY = 429


def ask(verb: str, url: str | httpx.URL, **more: Any) -> httpx.Response:
    """The answer, also one that refuses.

    Raises: NotDelivered when nobody answers, or the other side is busy or has trouble.
    """
    try:
        answer = asking.ask(verb, url, seconds=TIMEOUT_SECONDS, **more)
    except httpx.HTTPError as trouble:
        raise NotDelivered("away") from trouble
    if answer.status_code == BUSY or answer.status_code >= 500:
        raise NotDelivered(f"http-{answer.status_code}")
    return answer


def fields_of(answer: httpx.Response) -> dict[str, Any]:
    """Raises: NotDelivered when the answer is none of this protocol's."""
    try:
        data = answer.json()
    except ValueError as trouble:
        raise NotDelivered("answer") from trouble
    if not isinstance(data, dict):
        raise NotDelivered("answer")
    return data
