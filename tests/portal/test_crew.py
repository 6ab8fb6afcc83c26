"""The threads in which Django runs: those behind others let them go first, but not for ever."""

import threading

from lintas.portal.crew import Crew


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


def test_a_hand_that_stumbles_is_busy_no_more() -> None:
    def stumble() -> None:
        raise ValueError

    one = Crew(1)
    done = threading.Event()
    one.soon(stumble)
    one.soon(done.set)
    assert done.wait(10)
    one.let_first()
    assert not one.busy
