"""Asking other systems over HTTP: always with a time limit, and never led on to another address."""

import ssl
from functools import cache
from typing import Any

import httpx


def ask(
    verb: str,
    url: str | httpx.URL,
    *,
    seconds: float,
    extensions: dict[str, Any] | None = None,
    trust_env: bool = True,
    **more: Any,
) -> httpx.Response:
    """The answer, also one that refuses; each port says what it makes of it and of silence.

    `trust_env` is whether the machine's proxy is used.
    Raises: httpx.HTTPError when there is none within `seconds` for each step.
    """
    with httpx.Client(
        timeout=seconds, follow_redirects=False, verify=_trusted(), trust_env=trust_env
    ) as client:
        return client.request(verb, url, extensions=extensions, **more)


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed: read once, for that takes longer than the question does."""
    return httpx.create_ssl_context()
