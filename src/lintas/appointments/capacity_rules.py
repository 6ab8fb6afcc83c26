"""How many people of each service the counters of a day can serve. Pure; rule `kapasitas-loket`.

Places are given one by one. At each time, in order, the next goes to the service that is furthest
behind its quota (the largest quota / (2 x given + 1), as seats are shared out by Sainte-Laguë), as
long as its quota so far is not reached and the counters open at that time can still serve it. A
visit longer than a time runs on into the next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import combinations

ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
Places = dict[str, int]
"""So many for each service (or share) at one time; nought is left out."""


@dataclass(frozen=True)
class Need:
    """What one service asks of the counters."""

    service: str
    letter: str
    minutes: int
    per_day: int


@dataclass(frozen=True)
class Time:
    """One time of a day; `desks` are the letters of each counter and its open minutes."""

    starts_at: datetime
    desks: tuple[tuple[frozenset[str], int], ...]


class Hall:
    """The counters of a day and what is already asked of them.

    People can be served when for every set of letters the work of those letters fits into the
    minutes of the counters that serve any of them (Hall's marriage theorem).
    """

    def __init__(self, needs: Sequence[Need], times: Sequence[Time], length: int) -> None:
        self.times, self.length = times, length
        letters = sorted({need.letter for need in needs})
        self.sets = {letter: list(_sets_with(letter, letters)) for letter in letters}
        self.work: list[dict[str, int]] = [dict.fromkeys(letters, 0) for _ in times]

    def take(self, need: Need, nth: int) -> bool:
        """Keep one person's time from the nth time on, if there is room."""
        parts = self._parts(need, nth)
        if not parts or not all(self._room(need.letter, at, work) for at, work in parts):
            return False
        for at, work in parts:
            self.work[at][need.letter] += work
        return True

    def take_all(self, wanted: Iterable[tuple[Need, int]], nth: int) -> bool:
        """All of them, or nothing changes."""
        before = [dict(row) for row in self.work]
        if all(self.take(need, nth) for need, count in wanted for _ in range(count)):
            return True
        self.work = before
        return False

    def _parts(self, need: Need, nth: int) -> list[tuple[int, int]]:
        """How much falls into which time; nothing when a break comes before the end."""
        parts: list[tuple[int, int]] = []
        left = need.minutes
        step = timedelta(minutes=self.length)
        while left > 0:
            if nth >= len(self.times):
                return []
            if parts and self.times[nth].starts_at != self.times[nth - 1].starts_at + step:
                return []
            parts.append((nth, min(left, self.length)))
            left -= self.length
            nth += 1
        return parts

    def _room(self, letter: str, nth: int, more: int) -> bool:
        desks, work = self.times[nth].desks, self.work[nth]
        return all(
            sum(work[one] for one in wanted) + more
            <= sum(minutes for letters, minutes in desks if letters & wanted)
            for wanted in self.sets[letter]
        )


def _sets_with(letter: str, letters: Sequence[str]) -> Iterator[frozenset[str]]:
    others = [one for one in letters if one != letter]
    for size in range(len(others) + 1):
        for some in combinations(others, size):
            yield frozenset({letter, *some})


def deal(
    weights: Mapping[str, int], given: Mapping[str, int], most: Mapping[str, int]
) -> list[str]:
    """Who may have one more, furthest behind its weight first; ties in the order of `weights`.

    A quotient of numbers so small is the same float for the same fraction, and another for another.
    """
    open_to = [one for one in weights if given.get(one, 0) < most.get(one, 0)]
    return sorted(open_to, key=lambda one: -weights[one] / (2 * given.get(one, 0) + 1))


def share_out(needs: Sequence[Need], times: Sequence[Time], length: int) -> list[Places]:
    """The places of each time: no more than the quota, and no more than can be served.

    Of days with the same hours and the same counters it is reckoned once.
    """
    alike = tuple(Time(ANY_DAY + (one.starts_at - times[0].starts_at), one.desks) for one in times)
    return [dict(row) for row in _shared_out(tuple(needs), alike, length)]


@lru_cache(maxsize=64)
def _shared_out(needs: Sequence[Need], times: Sequence[Time], length: int) -> list[Places]:
    hall, found = Hall(needs, times, length), []
    by_name = {need.service: need for need in needs}
    quota = {need.service: need.per_day for need in needs}
    given = dict.fromkeys(quota, 0)
    for nth in range(len(times)):
        most = {one: _by_now(per_day, nth, len(times)) for one, per_day in quota.items()}
        found.append(_fill(hall, nth, by_name, quota, given, most))
    return found


def _by_now(per_day: int, nth: int, times: int) -> int:
    """How much of a quota is due up to and with the nth time, to the nearest whole place."""
    return (2 * per_day * (nth + 1) + times) // (2 * times)


def _fill(
    hall: Hall,
    nth: int,
    needs: Mapping[str, Need],
    weights: Mapping[str, int],
    given: Places,
    most: Mapping[str, int],
) -> Places:
    """One time, place by place, until nobody who may have one more can be served."""
    found: Places = {}
    no_room: set[str] = set()
    while True:
        following = (one for one in deal(weights, given, most) if one not in no_room)
        one = next(following, None)
        if one is None:
            return found
        if hall.take(needs[one], nth):
            found[one] = found.get(one, 0) + 1
            given[one] += 1
        else:
            no_room.add(one)


def trim(
    needs: Sequence[Need], planned: Sequence[Places], times: Sequence[Time], length: int
) -> list[Places]:
    """What is left of a plan with the counters of `times`; with all of them the plan itself.

    A time whose places can all still be served keeps them; in another they are given anew, place
    by place, to the service of which most was cut so far. No time ever gets more than planned.
    """
    hall, found = Hall(needs, times, length), []
    by_name = {need.service: need for need in needs}
    weights = {need.service: sum(row.get(need.service, 0) for row in planned) for need in needs}
    kept = dict.fromkeys(weights, 0)
    for nth, row in enumerate(planned):
        if hall.take_all(((by_name[one], count) for one, count in row.items()), nth):
            found.append(dict(row))
            continue
        most = {one: kept[one] + count for one, count in row.items()}
        found.append(_fill(hall, nth, by_name, weights, kept, most))
    return found


def split(counts: Sequence[int], sizes: Mapping[str, int], rest: str) -> list[Places]:
    """A service's places of a day by share: each share's places lie evenly over the day.

    `sizes` are the shares in their order; what they leave is `rest`.
    """
    owners: list[str] = [rest] * sum(counts)
    for share, size in sizes.items():
        free = [n for n, owner in enumerate(owners) if owner == rest]
        size = min(size, len(free))
        for k in range(size):
            owners[free[(2 * k + 1) * len(free) // (2 * size)]] = share
    found, here = [], 0
    for count in counts:
        mine = owners[here : here + count]
        found.append({share: mine.count(share) for share in (*sizes, rest) if share in mine})
        here += count
    return found


def cut_shares(planned: Sequence[Places], counts: Sequence[int]) -> list[Places]:
    """The shares of a plan when only so many places of each time are left.

    Where less is left, the next place kept goes to the share of which most was cut so far.
    """
    weights: Places = {}
    for row in planned:
        for share, count in row.items():
            weights[share] = weights.get(share, 0) + count
    kept, found = dict.fromkeys(weights, 0), []
    for row, count in zip(planned, counts, strict=True):
        if count >= sum(row.values()):
            found.append(dict(row))
            continue
        here: Places = {}
        for _ in range(count):
            most = {share: kept[share] + row[share] - here.get(share, 0) for share in row}
            share = deal(weights, kept, most)[0]
            here[share] = here.get(share, 0) + 1
            kept[share] += 1
        found.append(here)
    return found


def settle(
    wanted: Mapping[str, int], promised: Mapping[str, int], flows: Mapping[str, str]
) -> Places:
    """The places of one time by share: never below what is promised, in all as many as wanted.

    `flows` says to which share each goes that has flowed on by now: it keeps what is promised
    in it and the other gets the rest. What one share must keep beyond its due, the next lacks.
    """
    due = {share: wanted.get(share, 0) for share in {**wanted, **promised}}
    for share, to in _in_order(flows):
        free = max(0, due.get(share, 0) - promised.get(share, 0))
        due[share] = due.get(share, 0) - free
        due[to] = due.get(to, 0) + free
    found = {share: max(count, promised.get(share, 0)) for share, count in due.items()}
    beyond = sum(found.values()) - max(sum(wanted.values()), sum(promised.values()))
    for share in sorted(found, key=lambda one: found[one] - promised.get(one, 0), reverse=True):
        less = min(beyond, found[share] - promised.get(share, 0))
        found[share] -= less
        beyond -= less
    return {share: count for share, count in found.items() if count}


def _in_order(flows: Mapping[str, str]) -> list[tuple[str, str]]:
    """A share flows before the one it flows to."""
    order: list[tuple[str, str]] = []
    left = dict(flows)
    while left:
        first = next(share for share in left if share not in left.values())
        order.append((first, left.pop(first)))
    return order
