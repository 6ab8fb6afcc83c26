"""A million attempts at a few times in the calendar, by processes that are killed in the middle.

On a PostgreSQL made for this run (fsync on). Each process books, moves, gives back and sets free by
the real commands; every so often one is killed (kill -9) and another goes on in its place, first
asking again for what was never answered. Then: no place sold twice, every place accounted for by
the journal, and the recorded questions and answers of each time such as one thing asked one by one
could have given (tests/hot/linear.py). HOT_attempts and the other sizes may be set.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from tools import postgres

SIZES = {"attempts": 1_000_000, "lanes": 4, "slots": 8, "places": 20, "kills": 300, "crowd": 40}


def told(found: dict[str, Any]) -> bool:
    asked = found["asked"]
    attempts = sum(asked.values())
    for what, count in sorted(asked.items()):
        print(f"{what}: {count:,}")
    print(
        f"{attempts:,} attempts in {found['fought']:,.0f} s ({attempts / found['fought']:,.0f} a "
        f"second), {found['kills']} kills, {found['hit']} of them between question and answer; "
        f"judged in {found['took'] - found['fought']:.0f} s"
    )
    print(f"what must always hold, with the ledger of places: {found['broken'] or 'holds'}")
    lie = "is found" if found["lie found"] else "is not found"
    print(f"histories that cannot be: {found['wrong'] or 'none'}; a lie put into one {lie}")
    return bool(found["lie found"]) and not found["broken"] and not found["wrong"]


def main() -> int:
    sizes = {f"HOT_{name}": str(count) for name, count in SIZES.items()}
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        surroundings = {**sizes, **os.environ, "DATABASE_URL": url, "LINTAS_DATA": folder}
        surroundings.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")
        command = [sys.executable, "-m", "tests.hot.arena"]
        done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(f"hot-slots: it broke off\n{done.stdout}")
        return 1
    met = told(json.loads(done.stdout.split("FOUND", 1)[1]))
    print(f"hot-slots: {'met' if met else 'not met'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
