"""How channels talk with their other side: short time limits and no redirects."""

import ssl
from functools import cache
from typing import Any

import httpx

from lintas.notices.ports import NotDelivered

TIMEOUT_SECONDS = 10.0
BUSY = 429


def ask(verb: str, url: str, **more: Any) -> httpx.Response:
    """The answer, also one that refuses.

    Raises: NotDelivered when nobody answers, or the other side is busy or has trouble.
    """
    try:
        answer = httpx.request(
            verb, url, timeout=TIMEOUT_SECONDS, follow_redirects=False, verify=_trusted(), **more
        )
    except httpx.HTTPError as trouble:
        raise NotDelivered("away") from trouble
    return checked(answer)


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed: read once, for that takes longer than a message does."""
    return httpx.create_ssl_context()


def checked(answer: httpx.Response) -> httpx.Response:
    """Raises: NotDelivered."""
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
