import threading
from collections.abc import Sequence

from lintas.kernel.together import Together


class Lots:
    """Doubles numbers; holds the first lot until told, so that the others gather."""

    def __init__(self) -> None:
        self.seen: list[list[int]] = []
        self.go_on = threading.Event()
        self.together = Together(self.double)
        self.found: dict[int, object] = {}

    def double(self, lot: Sequence[int]) -> list[int]:
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
    while lots.together.waiting.qsize() < 7:
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
