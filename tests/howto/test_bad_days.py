"""The table of bad days names tests that are there."""

import re

from lintas.env import ROOT

PAGE = ROOT / "docs" / "howto" / "bad-days.md"


def test_every_test_that_the_page_names_is_there_and_every_row_names_one() -> None:
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    days = [row for row in rows if not row.startswith("| bad day")]
    assert len(days) > 15
    for row in days:
        named = re.findall(r"`(tests/[a-z_/]+\.py)`", row.rsplit("|", 2)[1])
        assert named, f"no test plays it: {row}"
        assert [file for file in named if not (ROOT / file).exists()] == []
