"""Who is let in from the lobby, when, and what may honestly be said to those who wait. Pure.

Everybody has a turn: 1, 2, 3 … Those present at a published opening get theirs in a random order
that was promised before; who comes later gets the next one. A call goes through the turns in order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor

from lintas.appointments.draw_rules import ANY, draw

FIRST_BOUND = 30
"""So many are let in at first, before it is known what the machine can serve."""
LEAST_BOUND = 10
TIMES_USUAL, ALWAYS_GOOD_MS, USUAL_MS = 2, 40, 250
"""Answers twice as slow as before the rush mean that too many are inside."""
COMING = timedelta(seconds=45)
"""Somebody called has so long to come in before the next is called instead; the turn stays."""
STRETCH_SECONDS = 10
STRETCHES = 12
LEAST_STRETCHES, LEAST_CALLS = 3, 5
SOONEST_AGAIN, LATEST_SURE, LATEST_AGAIN = 2, 8, 20
"""Whoever is sure of a place asks often enough not to be waited for: the room may grow quickly."""
LEAST_LAST = 6
"""Whoever is too far back learns that all is taken within so many seconds."""
ROUND_SECONDS = 4
"""About so long after the others a room full of people later is called."""
FASTER, SLOWER = 0.6, 1.6
"""The pace of the last two minutes may change by so much, and what was said still holds."""


def order_of(seed: str, tickets: Iterable[str]) -> tuple[str, ...]:
    """The order of those who were there at the opening: the draw's own, without places."""
    return draw(seed, dict.fromkeys(tickets, ANY), ()).order


def ceiling(bound: int, mode: str) -> int:
    """How many may be inside by the office's wish: all, a quarter, nobody more."""
    return {"open": bound, "slow": ceil(bound / 4), "stopped": 0}[mode]


def calls_now(*, waiting: int, inside: int, coming: int, left: int, bound: int) -> int:
    """How many are called now.

    Never more inside than the bound, and never more than there are places: whoever is let in
    finds one.
    """
    return max(0, min(waiting, min(bound, left) - inside - coming))


def is_slow(answer_ms: int | None, usual_ms: int | None) -> bool:
    """Whether the rest of the site suffers from those inside; what was not measured is fine."""
    good = max(ALWAYS_GOOD_MS, TIMES_USUAL * (USUAL_MS if usual_ms is None else usual_ms))
    return answer_ms is not None and answer_ms > good


def next_bound(bound: int, *, slow: bool, wanted: bool, most: int) -> int:
    """Up by a tenth while more want in and answers are quick, down by a fifth when slow.

    `wanted` is also so while the room is half empty at this instant: whoever has just left makes
    room for the next, and that is no sign that fewer want in.
    """
    if slow:
        return max(min(LEAST_BOUND, most), floor(bound * 0.8))
    return min(most, bound + max(2, bound // 10)) if wanted else min(most, bound)


def ahead_of(turn: int, *, called: int, inside: int, coming: int) -> int:
    """Whoever is before this turn's holder: not called yet, called just now, or inside."""
    return max(0, turn - called - 1) + inside + coming


def may_reach(ahead: int, left: int) -> bool:
    """Each of those before takes one place at most, so there is one left for this person."""
    return ahead < left


@dataclass(frozen=True)
class Wait:
    """Unit: whole minutes; `least` rounded down, `most` rounded up."""

    least: int
    most: int


def expected_wait(before: int, calls: Sequence[int]) -> Wait | None:
    """How long until the turn comes, from the calls of the last stretches; None is not known yet.

    `before` are the turns not called yet, this one with them.
    """
    recent = calls[-STRETCHES:]
    if len(recent) < LEAST_STRETCHES or sum(recent) < LEAST_CALLS:
        return None
    seconds = before * len(recent) * STRETCH_SECONDS / sum(recent)
    return Wait(floor(seconds * FASTER / 60), max(1, ceil(seconds * SLOWER / 60)))


def pace_of(called_before: int, called: int) -> int:
    """How many of these calls tell of the pace: those that filled the empty room do not."""
    return max(0, called - FIRST_BOUND) - max(0, called_before - FIRST_BOUND)


def note_calls(
    kept: Sequence[tuple[int, int]], stretch: int, count: int
) -> tuple[tuple[int, int], ...]:
    """The calls of each stretch, the newest last; a clock set back begins anew."""
    if kept and kept[-1][0] > stretch:
        kept = ()
    if not kept:
        return ((stretch, count),)
    last, found = kept[-1]
    if last == stretch:
        return (*kept[:-1], (stretch, found + count))
    silent = range(max(last + 1, stretch - STRETCHES), stretch)
    return (*kept, *((one, 0) for one in silent), (stretch, count))[-STRETCHES - 1 :]


def finished(kept: Sequence[tuple[int, int]], stretch: int) -> tuple[int, ...]:
    """The calls of the stretches that are over."""
    return tuple(count for one, count in kept if one < stretch)


def again_after(before: int, room: int) -> int:
    """In how many seconds a page asks again: the sooner, the sooner its turn comes.

    `before` are called earlier, a room full at a time; a small room may soon be a larger one.
    Unit: seconds.
    """
    return min(LATEST_SURE, SOONEST_AGAIN + before * ROUND_SECONDS // max(2 * FIRST_BOUND, room))


def again_when_taken(left: int, room: int) -> int:
    """The same for whoever waits for the word that all is taken. Unit: seconds."""
    seconds = SOONEST_AGAIN + left * ROUND_SECONDS // max(2 * FIRST_BOUND, room)
    return min(LATEST_AGAIN, max(LEAST_LAST, seconds))


def again_before_opening(seconds: float, spread: int) -> int:
    """Before the opening: now and then, and a little after it, not all in one instant.

    `spread` differs from person to person. Unit: seconds.
    """
    if seconds > 2 * LATEST_AGAIN:
        return LATEST_AGAIN + spread % LATEST_AGAIN
    return max(SOONEST_AGAIN, ceil(seconds) + 1 + spread % 10)
