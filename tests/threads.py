"""Several threads that do the same at one moment, each on its own connection."""

import threading
from collections.abc import Callable

from django.db import connection

from lintas.kernel.errors import Refused


def at_once(count: int, act: Callable[[int], object]) -> list[object]:
    """What each thread got: its result, or the situation that refused it."""
    start = threading.Barrier(count)
    found: list[object] = [None] * count

    def run(number: int) -> None:
        start.wait(10)
        try:
            found[number] = act(number)
        except Refused as refusal:
            found[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found
