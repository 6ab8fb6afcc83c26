"""The published rule of places: never more than the quota, never more than can be served."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lintas.appointments.capacity_rules import (
    Need,
    Places,
    Time,
    cut_shares,
    settle,
    share_out,
    split,
    trim,
)

EIGHT = datetime(2026, 11, 25, 8, tzinfo=UTC)
LETTERS = "ABC"
Desks = list[tuple[frozenset[str], int]]

needs = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from((10, 15, 20, 45)), st.integers(0, 40)),
    min_size=1,
    max_size=7,
).map(lambda rows: [Need(f"s{n}", *row) for n, row in enumerate(rows)])
desks = st.lists(
    st.tuples(st.frozensets(st.sampled_from(LETTERS), min_size=1), st.integers(0, 30)),
    max_size=4,
)
lengths = st.sampled_from((15, 30))
several_times = st.lists(desks, min_size=1, max_size=8)


def times_of(rows: list[Desks], length: int, pause_after: int = 4) -> list[Time]:
    """Times one after another, with an hour's break in the middle."""
    return [
        Time(
            EIGHT + timedelta(minutes=length * n + (60 if n >= pause_after else 0)),
            tuple(row),
        )
        for n, row in enumerate(rows)
    ]


def can_be_served(wanted: list[Need], found: list[Places], times: list[Time], length: int) -> bool:
    """Looked at anew, by every set of letters at every time."""
    work = [dict.fromkeys(LETTERS, 0) for _ in times]
    for need in wanted:
        for nth, row in enumerate(found):
            left, here = need.minutes, nth
            while left > 0 and row.get(need.service):
                if here >= len(times):
                    return False
                step = timedelta(minutes=length)
                if here > nth and times[here].starts_at != times[here - 1].starts_at + step:
                    return False
                work[here][need.letter] += row[need.service] * min(left, length)
                left, here = left - length, here + 1
    return all(
        sum(work[nth][letter] for letter in some)
        <= sum(minutes for letters, minutes in time.desks if letters & set(some))
        for nth, time in enumerate(times)
        for size in range(1, 4)
        for some in combinations(LETTERS, size)
        if any(work[nth][letter] for letter in some)
    )


def totals(found: list[Places], wanted: list[Need]) -> dict[str, int]:
    return {need.service: sum(row.get(need.service, 0) for row in found) for need in wanted}


@given(needs, several_times, lengths)
def test_nobody_gets_more_than_the_quota_and_all_can_be_served(
    wanted: list[Need], rows: list[Desks], length: int
) -> None:
    times = times_of(rows, length)
    found = share_out(wanted, times, length)
    got = totals(found, wanted)
    assert all(got[need.service] <= need.per_day for need in wanted)
    assert can_be_served(wanted, found, times, length)


@given(needs, st.integers(1, 8), lengths)
def test_where_there_is_room_everybody_gets_the_whole_quota(
    wanted: list[Need], count: int, length: int
) -> None:
    wanted = [need for need in wanted if need.minutes <= length]
    times = times_of([[(frozenset(LETTERS), 10**6)]] * count, length)
    found = share_out(wanted, times, length)
    assert totals(found, wanted) == {need.service: need.per_day for need in wanted}
    for need in wanted:
        here = [row.get(need.service, 0) for row in found]
        assert max(here) - min(here) <= 1, "evenly over the day"


@given(st.lists(st.integers(1, 40), min_size=2, max_size=6), st.integers(1, 4), st.integers(2, 10))
def test_alike_services_share_in_proportion_to_their_quotas(
    quotas: list[int], counters: int, count: int
) -> None:
    """No place would be fairer with another service: each pair stands as Sainte-Laguë leaves it."""
    wanted = [Need(f"s{n}", "A", 30, quota) for n, quota in enumerate(quotas)]
    times = times_of([[(frozenset("A"), 30)] * counters] * count, 30)
    got = totals(share_out(wanted, times, 30), wanted)
    for more in wanted:
        for less in wanted:
            if got[less.service] < less.per_day and got[more.service]:
                waited = less.per_day * (count - 1) / count - 1 > got[less.service]
                last = more.per_day / (2 * got[more.service] - 1)
                next_one = less.per_day / (2 * got[less.service] + 1)
                assert not waited or last >= next_one - 1e-9


@given(needs, several_times, lengths, st.data())
def test_a_counter_away_takes_only_and_its_return_gives_all_back(
    wanted: list[Need], rows: list[Desks], length: int, data: st.DataObject
) -> None:
    full = times_of(rows, length)
    planned = share_out(wanted, full, length)
    assert trim(wanted, planned, full, length) == planned
    fewer = [
        [(letters, data.draw(st.integers(0, minutes))) for letters, minutes in row] for row in rows
    ]
    short = times_of(fewer, length)
    found = trim(wanted, planned, short, length)
    assert can_be_served(wanted, found, short, length)
    for before, after in zip(planned, found, strict=True):
        assert all(after.get(one, 0) <= before.get(one, 0) for one in before)
        assert not after.keys() - before.keys()


@given(st.lists(st.integers(0, 5), max_size=14), st.integers(0, 20), st.integers(0, 9))
def test_shares_are_as_large_as_said_and_lie_evenly(
    counts: list[int], priority: int, other: int
) -> None:
    found = split(counts, {"priority": priority, "other": other}, "general")
    assert [sum(row.values()) for row in found] == counts
    got = sum(row.get("priority", 0) for row in found)
    assert got == min(priority, sum(counts))
    place = [n for n, row in enumerate(found) for _ in range(row.get("priority", 0))]
    ones = [n for n, count in enumerate(counts) for _ in range(count)]
    if 0 < got < len(ones):
        halves = ones[: len(ones) // 2]
        early = sum(n <= halves[-1] for n in place) if halves else 0
        assert early >= got // 2 - 1 if halves else True


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 9)), max_size=12))
def test_what_is_cut_is_cut_from_every_share_alike(rows: list[tuple[int, int, int]]) -> None:
    planned = [{"priority": p, "general": g} for p, g, _ in rows]
    planned = [{share: n for share, n in row.items() if n} for row in planned]
    left = [min(most, p + g) for p, g, most in rows]
    found = cut_shares(planned, left)
    assert [sum(row.values()) for row in found] == left
    for before, after in zip(planned, found, strict=True):
        assert all(after[share] <= before[share] for share in after)
        assert sum(after.values()) < sum(before.values()) or after == before


shares = st.dictionaries(st.sampled_from(["priority", "general", "walk-in"]), st.integers(0, 9))


@given(shares, shares, st.sampled_from(range(4)))
def test_flowing_and_cutting_lose_no_place_and_take_no_promise(
    wanted: Places, promised: Places, stage: int
) -> None:
    flows = [{}, {"priority": "general"}, {"general": "walk-in"}]
    flows.append({"general": "walk-in", "priority": "general"})
    found = settle(wanted, promised, flows[stage])
    assert sum(found.values()) == max(sum(wanted.values()), sum(promised.values()))
    assert all(found.get(share, 0) >= count for share, count in promised.items())
    for share in flows[stage]:
        assert found.get(share, 0) == promised.get(share, 0), "what flowed on keeps nothing free"


def test_a_long_visit_runs_on_into_the_next_time_and_never_into_a_break() -> None:
    long = Need("hilang", "A", 45, 8)
    one = [(frozenset("A"), 30)]
    found = share_out([long], times_of([one] * 8, 30), 30)
    assert [row.get("hilang", 0) for row in found] == [1, 0, 1, 0, 1, 0, 1, 0]
    assert share_out([long], times_of([one], 30), 30) == [{}]


def test_a_counter_of_two_letters_is_not_counted_twice() -> None:
    wanted = [Need("paspor", "A", 15, 40), Need("izin", "B", 15, 40)]
    both, only_b = (frozenset("AB"), 30), (frozenset("B"), 30)
    alone = share_out(wanted, times_of([[both]], 30), 30)[0]
    assert alone == {"paspor": 1, "izin": 1}
    assert share_out(wanted, times_of([[both, only_b]], 30), 30)[0] == {"paspor": 2, "izin": 2}
