"""kill -9 of web and worker at random moments while people send, pay, book and are decided upon.

Nothing half done, nothing twice, nothing lost. LINTAS_KILLS sets how many: 30 on each database,
100 before a release.
"""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kills.crowd import Approver, Counter, Person
from tests.running import RunningOffice, office, until

KILLS = int(os.environ.get("LINTAS_KILLS", "30"))
ROOMY = {
    "per_day = 40": "per_day = 2000",
    "per_day = 25": "per_day = 2000",
    "slot_minutes = 30": 'slot_minutes = 30\nplaces_by = "quota"',
}
TRUTH = """
import json
from collections import Counter
from lintas.applications.models import Application, Decision
from lintas.applications.telling import NOTICES
from lintas.appointments.models import Booking
from lintas.journal.models import Entry, Reaction
from lintas.notices.models import Notice
from lintas.payments.models import Bill
live = Booking.objects.exclude(status="cancelled")
said = set(Entry.objects.filter(kind__in=NOTICES).values_list("id", flat=True))
print("TRUTH" + json.dumps({
    "status": {str(a.pk): a.status for a in Application.objects.all()},
    "bills": Counter(str(b) for b in Bill.objects.values_list("case", flat=True)),
    "paid": [str(b) for b in Bill.objects.filter(status="paid").values_list("case", flat=True)],
    "booked": Counter(str(b) for b in live.values_list("case", flat=True)),
    "decided": [str(d) for d in Decision.objects.values_list("application", flat=True)],
    "untold": len(said - set(Notice.objects.values_list("id", flat=True))),
    "waiting": Reaction.objects.exclude(state="done").count(),
}))
"""


@pytest.fixture
def roomy(tmp_path: Path) -> Iterator[RunningOffice]:
    """An office with places for everybody."""
    from lintas.env import ROOT

    offices = tmp_path / "offices" / "mentawai"
    offices.mkdir(parents=True)
    text = (ROOT / "offices" / "mentawai" / "office.toml").read_text()
    for small, large in ROOMY.items():
        text = text.replace(small, large)
    (offices / "office.toml").write_text(text)
    data = tmp_path / "data"
    data.mkdir()
    with office(data, LINTAS_OFFICES=str(offices.parent)) as found:
        yield found


def test_killed_at_random_nothing_is_half_done_twice_or_lost(roomy: RunningOffice) -> None:
    ended = threading.Event()
    shift = int((roomy.folder / "clock-shift").read_text())
    people = [Person(roomy.site, number, shift, ended) for number in range(6)]
    approver = Approver(roomy.site, 1, "yohana", ended)
    counter = Counter(roomy.site, 0, "rosa", ended)
    crowd = [*people, counter, approver]
    troubles: list[BaseException] = []
    threads = [
        threading.Thread(target=guarded, args=(one.run, troubles), daemon=True) for one in crowd
    ]
    for thread in threads:
        thread.start()
    kill_at_random(roomy, KILLS, random.Random(), troubles)
    until("somebody was decided upon", lambda: approver.decided or troubles, seconds=300)
    ended.set()
    for thread in threads:
        thread.join(180)
    if troubles:
        raise troubles[0]
    until("everything has followed", lambda: truth_of(roomy)["waiting"] == 0)
    truth = truth_of(roomy)
    sent = {one for person in people for one in person.sent}
    assert len(sent) >= KILLS // 10, "the crowd did too little for this to show anything"
    assert {one for one in sent if truth["status"][one] in {"draft", "submitted"}} == set()
    assert {one for one, bills in truth["bills"].items() if bills != 1} == set()
    assert {one for person in people for one in person.paid} <= set(truth["paid"])
    assert {one for person in people for one in person.booked} <= set(truth["booked"])
    assert {one for one, count in truth["booked"].items() if count != 1} == set()
    assert set(approver.decided) <= set(truth["decided"])
    assert len(truth["decided"]) == len(set(truth["decided"])) >= 1
    assert {truth["status"][one] for one in counter.handed} <= {"collected"}
    assert truth["untold"] == 0
    roomy.manage("verify")
    print(f"{KILLS} kills: {len(sent)} sent, {len(truth['decided'])} decided,", end=" ")
    print(f"{len(counter.handed)} handed over")


def guarded(run: object, troubles: list[BaseException]) -> None:
    try:
        run()  # type: ignore[operator]
    except BaseException as trouble:
        troubles.append(trouble)


def kill_at_random(
    running: RunningOffice, times: int, chance: random.Random, troubles: list[BaseException]
) -> None:
    for _ in range(times):
        time.sleep(chance.uniform(0.0, 0.8))
        name = chance.choice(["web", "worker"])
        running.send(name, signal.SIGKILL)
        running.start(name)
        if name == "web":
            until("the site answers again", running.answers)
        if troubles:
            return


def truth_of(running: RunningOffice) -> dict:  # type: ignore[type-arg]
    printed = running.manage("shell", "-v", "0", "-c", TRUTH)
    found: dict = json.loads(printed.split("TRUTH", 1)[1])  # type: ignore[type-arg]
    return found
