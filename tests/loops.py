"""Running what is asynchronous where a browser's own loop may be running already."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def apart(work: Coroutine[Any, Any, T]) -> T:
    """On a loop and in a thread of its own: Playwright's keeps that of the tests for itself."""
    with ThreadPoolExecutor(1) as hands:
        return hands.submit(asyncio.run, work).result(60)
