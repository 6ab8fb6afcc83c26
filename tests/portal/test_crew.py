"""The threads in which Django runs: those behind others let them go first, but not for ever."""

import threading

from lintas.journal.manners import pause
from lintas.portal.crew import Crew, GivingWay


def test_who_is_behind_begins_when_the_others_have_finished() -> None:
    first = Crew(1)
    first.patience = 60
    behind = Crew(1, behind=first)
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()
    order: list[str] = []

    def page() -> None:
        begun.set()
        go_on.wait(10)
        order.append("page")

    def calendar() -> None:
        order.append("calendar")
        done.set()

    first.soon(page)
    assert begun.wait(10)
    behind.soon(calendar)
    go_on.set()
    assert done.wait(10)
    assert order == ["page", "calendar"]


def test_nobody_waits_for_ever_for_those_who_go_first() -> None:
    first = Crew(1)
    behind = Crew(1, behind=first)
    stop, done = threading.Event(), threading.Event()
    first.soon(lambda: bool(stop.wait(30)))  # type: ignore[arg-type, return-value]
    behind.soon(done.set)
    assert done.wait(10)
    stop.set()


class Asked(Crew):
    """Tells how often somebody looked whether it is at work."""

    def __init__(self, hands: int) -> None:
        self.looks = threading.Semaphore(0)
        super().__init__(hands)

    def let_first(self, within: float) -> float:
        self.looks.release()
        return super().let_first(within)


def test_who_is_behind_pauses_for_those_who_come_in_the_midst() -> None:
    first = Asked(1)
    first.patience = 60
    behind = Crew(1, behind=first)
    calendar_begun, page_begun, done = threading.Event(), threading.Event(), threading.Event()
    order: list[str] = []

    def calendar() -> None:
        calendar_begun.set()
        page_begun.wait(10)
        pause()
        order.append("calendar")
        done.set()

    def page() -> None:
        page_begun.set()
        for _ in ("before it began", "in the midst"):
            first.looks.acquire(timeout=10)
        order.append("page")

    behind.soon(calendar)
    assert calendar_begun.wait(10)
    first.soon(page)
    assert done.wait(30)
    assert order == ["page", "calendar"]


def test_all_pauses_of_one_page_together_are_no_longer_than_one() -> None:
    first = Crew(1)
    giving = GivingWay(first)
    stop = threading.Event()
    first.soon(lambda: bool(stop.wait(30)))  # type: ignore[arg-type, return-value]
    while not first.busy:
        pass
    giving.begin()
    assert giving.left <= 0
    giving.pause()
    stop.set()


def test_a_hand_that_stumbles_is_busy_no_more() -> None:
    def stumble() -> None:
        raise ValueError

    one = Crew(1)
    done = threading.Event()
    one.soon(stumble)
    one.soon(done.set)
    assert done.wait(10)
    one.let_first(within=10)
    assert not one.busy
