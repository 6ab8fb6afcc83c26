import asyncio
import threading
from collections.abc import Callable, Sequence

import pytest

from lintas.kernel.together import Together
from tests.loops import apart


class Lots:
    """Doubles numbers; holds the first lot until told, so that the others gather."""

    def __init__(self) -> None:
        self.seen: list[list[int]] = []
        self.go_on = threading.Event()
        self.together = Together(self.double)
        self.found: dict[int, object] = {}

    def double(self, lot: Sequence[int], _meanwhile: object) -> list[int]:
        self.seen.append(sorted(lot))
        self.go_on.wait(20)
        if 13 in lot:
            raise ValueError("thirteen")
        return [one * 2 for one in lot]

    def ask(self, *numbers: int) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._ask, args=(n,)) for n in numbers]
        for thread in threads:
            thread.start()
        return threads

    def _ask(self, number: int) -> None:
        try:
            self.found[number] = self.together.ask(number)
        except ValueError as trouble:
            self.found[number] = str(trouble)


def joined(threads: Sequence[threading.Thread]) -> None:
    for thread in threads:
        thread.join(20)


def test_before_it_is_started_whoever_asks_is_answered_alone() -> None:
    lots = Lots()
    lots.go_on.set()
    assert lots.together.ask(1) == 2
    assert lots.seen == [[1]]


def test_those_who_come_while_a_lot_is_answered_are_the_next_lot() -> None:
    lots = Lots()
    lots.together.start()
    first = lots.ask(1)
    while not lots.seen:
        pass
    rest = lots.ask(*range(2, 9))
    while len(lots.together.waiting) < 7:
        pass
    lots.go_on.set()
    joined([*first, *rest])
    assert lots.seen == [[1], [2, 3, 4, 5, 6, 7, 8]]
    assert lots.found == {n: n * 2 for n in range(1, 9)}


def test_trouble_is_told_to_the_whole_lot_and_the_next_one_is_answered() -> None:
    lots = Lots()
    lots.go_on.set()
    lots.together.start()
    joined(lots.ask(13))
    joined(lots.ask(5))
    assert lots.found == {13: "thirteen", 5: 10}


def test_a_loop_is_answered_with_the_threads_and_told_of_trouble() -> None:
    lots = Lots()
    lots.together.start()

    async def asks() -> None:
        loop = asyncio.get_running_loop()
        first = lots.together.ask_soon(1, loop)
        while not lots.seen:
            await asyncio.sleep(0)
        rest = [lots.together.ask_soon(n, loop) for n in (2, 3)]
        gone = lots.together.ask_soon(4, loop)
        gone.cancel()
        thread = lots.ask(5)
        while len(lots.together.waiting) < 4:
            await asyncio.sleep(0)
        lots.go_on.set()
        assert await asyncio.gather(first, *rest) == [2, 4, 6]
        await asyncio.to_thread(joined, thread)
        assert lots.seen == [[1], [2, 3, 4, 5]]
        assert lots.found == {5: 10}
        with pytest.raises(ValueError, match="thirteen"):
            await lots.together.ask_soon(13, loop)

    apart(asks())


def test_many_are_shared_out_between_this_lot_and_the_next() -> None:
    lots = Lots()
    lots.together.start()
    first = lots.ask(1)
    while not lots.seen:
        pass
    rest = lots.ask(*range(20, 60))
    while len(lots.together.waiting) < 40:
        pass
    lots.go_on.set()
    joined([*first, *rest])
    assert [len(lot) for lot in lots.seen] == [1, 21, 19]
    assert lots.found == {n: n * 2 for n in (1, *range(20, 60))}


def test_who_was_answered_is_told_while_the_next_lot_waits_and_not_after_it() -> None:
    told, go_on = threading.Event(), threading.Event()
    seen: list[list[int]] = []

    def answered(lot: Sequence[int], meanwhile: Callable[[], None]) -> list[int]:
        seen.append(list(lot))
        if lot == [1]:
            go_on.wait(20)
        else:
            meanwhile()
            assert told.wait(10)
        return list(lot)

    together = Together(answered)
    together.start()

    found: dict[int, object] = {}

    def ask(number: int) -> None:
        try:
            found[number] = together.ask(number)
        except AssertionError:
            found[number] = "the one before was not told meanwhile"
        if number == 1:
            told.set()

    threads = [threading.Thread(target=ask, args=(1,))]
    threads[0].start()
    while not seen:
        pass
    threads.append(threading.Thread(target=ask, args=(2,)))
    threads[1].start()
    while not together.waiting:
        pass
    go_on.set()
    joined(threads)
    assert seen == [[1], [2]]
    assert found == {1: 1, 2: 2}
