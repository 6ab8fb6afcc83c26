"""The published order: nobody waits for ever, whatever comes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lintas.queue.rules import APPOINTMENT_WINDOW, Waiting, order_key, take_turns

START = datetime(2026, 11, 25, 1, tzinfo=UTC)
MINUTES = st.integers(0, 120)
ARRIVAL = st.tuples(st.booleans(), st.one_of(st.none(), MINUTES))


class Line:
    """A line that calls one a minute while others arrive."""

    def __init__(self, most: int) -> None:
        self.most, self.run, self.waiting = most, 0, list[tuple[int, Waiting]]()

    def call(self) -> tuple[int, Waiting]:
        ordered = sorted(self.waiting, key=lambda one: (order_key(one[1]), one[0]))
        first = [one for one in ordered if one[1].priority]
        others = [one for one in ordered if not one[1].priority]
        called = take_turns(first, others, self.run, self.most)[0]
        self.run = self.run + 1 if called[1].priority else 0
        self.waiting.remove(called)
        return called


@given(st.lists(ARRIVAL, min_size=1, max_size=60), st.integers(1, 5))
def test_everybody_is_called_within_a_bound_that_priority_cannot_move(
    arrivals: list[tuple[bool, int | None]], most: int
) -> None:
    """At each minute one arrives and one is called, then the rest is called.

    Somebody without priority waits for at most (most + 1) calls for each of those who by the order
    stand before them, and for one more round; how much priority comes plays no part.
    """
    line, everybody, called_at = Line(most), list[Waiting](), dict[int, int]()
    for minute in range(2 * len(arrivals)):
        if minute < len(arrivals):
            priority, due = arrivals[minute]
            at = START + timedelta(minutes=minute)
            due_at = None if due is None else START + timedelta(minutes=due)
            everybody.append(Waiting(priority, due_at, at, 0))
            line.waiting.append((minute, everybody[-1]))
        if line.waiting and minute % 2:
            called_at[line.call()[0]] = len(called_at)
    while line.waiting:
        called_at[line.call()[0]] = len(called_at)
    assert len(called_at) == len(everybody)
    for nth, one in enumerate(everybody):
        if one.priority:
            continue
        calls_before_arrival = nth // 2
        before = [o for o in everybody if not o.priority and order_key(o) <= order_key(one)]
        assert called_at[nth] <= calls_before_arrival + (most + 1) * len(before)


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 5), st.integers(0, 9))
def test_no_run_of_priority_is_longer_than_the_rule_while_others_wait(
    flags: list[bool], most: int, before: int
) -> None:
    first = [n for n, flag in enumerate(flags) if flag]
    others = [n for n, flag in enumerate(flags) if not flag]
    order = take_turns(first, others, before, most)
    assert sorted(order) == list(range(len(flags)))
    assert [n for n in order if flags[n]] == first
    assert [n for n in order if not flags[n]] == others
    run, left = before, len(others)
    for n in order:
        run = run + 1 if flags[n] else 0
        left -= not flags[n]
        assert run <= max(most, before) or left == 0


@given(MINUTES, MINUTES, st.integers(0, 2))
def test_coming_earlier_never_makes_a_turn_later(due: int, came: int, calls: int) -> None:
    due_at = START + timedelta(minutes=due)
    here = Waiting(False, due_at, START + timedelta(minutes=came), calls)
    sooner = Waiting(False, due_at, START + timedelta(minutes=max(0, came - 30)), calls)
    assert order_key(sooner) <= order_key(here)
    assert order_key(here)[1] <= max(due_at, here.arrived_at) + calls * APPOINTMENT_WINDOW
