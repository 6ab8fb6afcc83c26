"""How an office says that places are given out, and what it is told when that cannot be."""

from datetime import date
from pathlib import Path

import pytest

from lintas.catalogue.office import Office
from lintas.catalogue.problems import CannotBeRead, read
from tests.catalogue.cast import OFFICE_SOURCE, changed

DRAWN = 'service = "paspor-percepatan"\nplan = "draw"'


def office_of(text: str) -> Office:
    return read(Path("office.toml"), Office, text)


def test_what_no_release_names_is_given_out_day_by_day() -> None:
    office = office_of(OFFICE_SOURCE)
    assert office.release_of("paspor-penggantian").plan == "rolling"
    assert not office.release_of("paspor-penggantian").has_waiting_list
    drawn = office.release_of("paspor-percepatan")
    assert (drawn.plan, drawn.has_waiting_list) == ("draw", True)
    assert drawn.closes is not None
    closes = drawn.closes.within(date(2026, 11, 23), office.zone)
    assert closes.isoformat() == "2026-11-26T16:00:00+07:00"


@pytest.mark.parametrize(
    ("old", "new", "say"),
    [
        ('plan = "draw"', 'plan = "lottery"', "'rolling', 'weekly' or 'draw'"),
        ('plan = "draw"', 'plan = "weekly"', "is weekly: closes has no meaning there: remove it"),
        ('plan = "draw"', 'plan = "rolling"', "is rolling: opens has no meaning there"),
        ('closes = { day = "thu", at = 16:00:00 }', "", "is draw: closes is missing: write it"),
        ('closes = { day = "thu"', 'closes = { day = "mon", at = 07:00:00 } #', "before it opens"),
        ('day = "thu"', 'day = "kamis"', "'mon'"),
        ("answer_minutes = 720", "answer_minutes = 5", "30"),
        (
            "answer_minutes = 720",
            "returns_minutes = { least = 90, most = 60 }",
            "a least that is not below its most",
        ),
        (DRAWN, 'service = "tidak-ada"\nplan = "draw"', "which has no [[quota]]"),
        (DRAWN, f'{DRAWN}\nopens = {{ day = "mon", at = 08:00:00 }}\n[[release]]\n{DRAWN}', ""),
    ],
)
def test_a_release_that_cannot_be_is_refused_with_what_to_write(
    old: str, new: str, say: str
) -> None:
    with pytest.raises(CannotBeRead) as refused:
        office_of(changed(old, new, OFFICE_SOURCE))
    assert say in str(refused.value)
