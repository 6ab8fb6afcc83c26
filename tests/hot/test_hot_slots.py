"""Kill -9 in the middle of bookings: no place sold twice, none lost, every answer a true one.

A million attempts are `make bench NAME=hot-slots`; here the same, smaller, on each database. What
is killed on SQLite is the database as well: it lives in the process that writes.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import migrated, that_last
from tests.hot import arena

SIZE = {"attempts": 3000, "lanes": 3, "slots": 3, "places": 6, "kills": 12, "crowd": 5}


@pytest.mark.django_db
def test_killed_in_the_middle_the_places_add_up_and_every_answer_is_true(tmp_path: Path) -> None:
    with that_last(), migrated(tmp_path) as url:
        surroundings = {**os.environ, "DATABASE_URL": url, "LINTAS_DATA": str(tmp_path)}
        surroundings |= {f"HOT_{name}": str(count) for name, count in SIZE.items()}
        command = [sys.executable, "-m", "tests.hot.arena"]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.split("FOUND", 1)[1])
    assert (found["wrong"], found["broken"]) == ({}, [])
    assert sum(found["asked"].values()) >= SIZE["attempts"]
    assert found["kills"] == SIZE["kills"]
    assert found["hit"] > 0, "no kill came in the middle of anything"
    assert {"take ok", "take full", "cancel ok", "sweep ok"} <= set(found["asked"])
    assert found["lie found"], "the same history with one answer changed is judged right"


def test_what_was_never_answered_and_asked_again_is_one_attempt(tmp_path: Path) -> None:
    file = tmp_path / "lane-0"
    one, other = (str(arena.UUID(int=n)) for n in (1, 2))
    file.write_text(
        f"? take {one} 0 0 5\n? take {one} 0 0 7\n! ok 9\n? cancel {one} 0 0 10\n! ok 11\n"
        f"? take {other} 1 1 12\n"
    )
    found = list(arena.attempts_of(file))
    assert [(f.act, f.answer, f.asked, f.answered) for f in found] == [
        ("take", "ok", 5, 9),
        ("cancel", "ok", 10, 11),
        ("take", "", 12, 0),
    ]
    assert arena.asked_twice(file) == 1
