"""The order of a draw: the same by all three programs, and blind to who is quick or many."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.appointments.draw_rules import (
    PARTS,
    Place,
    draw,
    fits,
    new_ticket,
    read_parts,
    record_of,
    sha256,
    text_of,
)
from lintas.env import ROOT

SCRIPTS = ROOT / "src" / "lintas" / "appointments" / "static" / "undian"
RUN = {
    "python": [sys.executable, SCRIPTS / "recompute.py"],
    "node": ["node", SCRIPTS / "recompute.js"],
}
DRAWS = 10_000


def made_up(chance: random.Random, nth: int) -> dict[str, object]:
    """A draw of up to 24 entries for up to 8 times, as the server would publish it."""
    entries = {
        f"{chance.getrandbits(48):012X}": read_parts(
            chance.sample(PARTS, chance.randint(1, 4)) if chance.random() < 0.6 else []
        )
        for _ in range(chance.randint(0, 24))
    }
    places = [
        Place(f"2026-12-{7 + n:02}T09:00:00+07:00", chance.choice(PARTS[:10]), chance.randint(1, 3))
        for n in range(chance.randint(0, 8))
    ]
    seed = f"{chance.getrandbits(256):064x}"
    outcome = draw(seed, entries, places)
    return record_of({"draw": str(nth)}, seed, entries, places, outcome)


def lines_of(record: dict[str, object]) -> list[str]:
    """What each script prints about a draw when it agrees."""
    given_, order = record["given"], record["order"]
    assert isinstance(given_, dict)
    assert isinstance(order, list)
    head = f"draw {record['draw']} {record['list_hash']} the same"
    return [head, *(f"{ticket} {given_.get(ticket, 'waiting')}" for ticket in order)]


@pytest.fixture(scope="module")
def records() -> list[dict[str, object]]:
    chance = random.Random(20261124)
    return [made_up(chance, nth) for nth in range(DRAWS)]


@pytest.mark.parametrize("language", sorted(RUN))
def test_a_stranger_computes_ten_thousand_draws_to_the_same_result(
    language: str, records: list[dict[str, object]], tmp_path: Path
) -> None:
    file = tmp_path / "draws.jsonl"
    file.write_text("".join(f"{text_of(record)}\n" for record in records))
    done = subprocess.run([*RUN[language], file], capture_output=True, text=True, check=True)
    wanted = [line for record in records for line in lines_of(record)]
    assert done.stdout.splitlines() == wanted
    assert sum(len(r["given"]) for r in records) > DRAWS  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("language", sorted(RUN))
@pytest.mark.parametrize("slip", ["seed", "order", "given", "entries", "places"])
def test_a_record_that_was_touched_is_found_out(language: str, slip: str, tmp_path: Path) -> None:
    entries = {f"TICKET{n}": "any" for n in range(9)}
    places = [Place("2026-12-07T09:00:00+07:00", "mon-am", 3)]
    seed = sha256("a seed")
    record = record_of({"draw": "x"}, seed, entries, places, draw(seed, entries, places))
    touched = {
        "seed": sha256("another"),
        "order": record["order"][::-1],
        "given": {record["order"][-1]: places[0].starts_at},
        "entries": [*record["entries"], "SOMEBODY any"],
        "places": [{**record["places"][0], "places": 4}],
    }
    file = tmp_path / "draw.json"
    file.write_text(json.dumps({**record, slip: touched[slip]}))
    done = subprocess.run([*RUN[language], file], capture_output=True, text=True, check=True)
    assert "NOT THE SAME" in done.stdout


@given(
    st.lists(st.sets(st.sampled_from(PARTS), max_size=3), max_size=30),
    st.lists(st.tuples(st.sampled_from(PARTS), st.integers(1, 3)), max_size=6),
    st.integers(0, 2**32),
)
def test_nobody_is_passed_over_and_no_place_is_given_twice(
    people: list[set[str]], times: list[tuple[str, int]], salt: int
) -> None:
    entries = {f"T{n}": read_parts(parts) for n, parts in enumerate(people)}
    places = [Place(f"{n}", part, count) for n, (part, count) in enumerate(times)]
    outcome = draw(sha256(str(salt)), entries, places)
    assert sorted(outcome.order) == sorted(entries)
    left = [place.places for place in places]
    for ticket in outcome.order:
        open_to = [n for n, p in enumerate(places) if left[n] and fits(entries[ticket], p.part)]
        assert outcome.given.get(ticket) == (open_to[0] if open_to else None)
        if open_to:
            left[open_to[0]] -= 1


def test_when_one_entered_does_not_matter() -> None:
    entries = {new_ticket(): "any" for _ in range(200)}
    places = [Place("1", "mon-am", 40)]
    backwards = dict(reversed(list(entries.items())))
    assert draw("s", entries, places) == draw("s", backwards, places)


@pytest.mark.parametrize("place_in_line", ["first", "last", "anywhere"])
def test_a_broker_with_a_thousand_names_gets_no_more_than_chance(place_in_line: str) -> None:
    """1,000 of 5,000 entries, 500 places, 60 draws: hypergeometric, so 6,000 wins give or take.

    One draw's wins have a variance of 500 · 0.2 · 0.8 · 4500/4999; of 60 draws the standard
    deviation is 65.7. Beyond 4 of those is an accident of one in 15,000; the seeds are fixed.
    """
    chance, wins = random.Random(f"broker {place_in_line}"), 0
    for nth in range(60):
        tickets = [f"{chance.getrandbits(48):012X}" for _ in range(5000)]
        theirs = {
            "first": set(tickets[:1000]),
            "last": set(tickets[4000:]),
            "anywhere": set(chance.sample(tickets, 1000)),
        }[place_in_line]
        entries = dict.fromkeys(tickets, "any")
        outcome = draw(sha256(f"{place_in_line} {nth}"), entries, [Place("1", "mon-am", 500)])
        wins += len(theirs & outcome.given.keys())
    assert abs(wins - 6000) < 4 * 65.7


def test_preferences_have_one_written_form() -> None:
    assert read_parts(["tue-pm", "mon-am", "mon-am", "no-day"]) == "mon-am tue-pm"
    assert read_parts([]) == read_parts(["<script>"]) == "any"
