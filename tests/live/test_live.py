"""The live stream, as displays and phones hear it, on an office that runs."""

import itertools
import json
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from lintas.management.commands.worker import BEHIND_PAGES
from tests import running
from tests.kills.crowd import Counter

PATIENCE = 30.0
TURNS = 60
LONGEST_WAIT_EVENTS = 12
"""Beats come every ten seconds, so that waiting for news that never comes ends."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.RunningOffice]:
    with running.office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def counter(office: running.RunningOffice) -> Counter:
    found = Counter(office.site, 0, "rosa", threading.Event())
    found.post("/petugas/loket/duduk/", {"counter": "loket-2"})
    return found


def next_number(counter: Counter) -> str:
    """Serve on until another number is called; gives it."""
    before = called(counter)
    for _ in range(TURNS):
        counter.one_turn()
        if called(counter) not in {"", before}:
            return called(counter)
    raise AssertionError(f"nobody is called after {before}")


def called(counter: Counter) -> str:
    found = re.search(r'class="num">([A-Z]-\d+)<', counter.get("/petugas/loket/"))
    return found.group(1) if found else ""


def events(office: running.RunningOffice, path: str = "/live/mentawai/") -> Iterator[Any]:
    """Name and data of each event."""
    with httpx.stream("GET", office.live + path, timeout=PATIENCE) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data:"):
                text = line.removeprefix("data:").strip()
                yield name, json.loads(text) if text else None


def test_a_listener_hears_the_state_and_then_each_call(
    office: running.RunningOffice, counter: Counter
) -> None:
    heard = events(office)
    name, state = next(heard)
    assert name == "state"
    assert set(state) >= {"current", "recent", "waiting"}
    number = next_number(counter)
    news = itertools.islice(heard, LONGEST_WAIT_EVENTS)
    states = (state for name, state in news if name == "state")
    assert any(number in {call["number"] for call in state["current"]} for state in states)
    heard.close()


def test_silence_is_filled_with_beats_so_that_a_dead_line_is_noticed(
    office: running.RunningOffice,
) -> None:
    heard = events(office)
    assert next(heard)[0] == "state"
    assert next(heard) == ("beat", None)
    heard.close()


def test_an_unknown_office_or_way_is_not_found(office: running.RunningOffice) -> None:
    for path in ("/live/atlantis/", "/live/", "/petugas/", "/live/mentawai/more/"):
        assert httpx.get(office.live + path, timeout=PATIENCE).status_code == 404
    assert httpx.post(f"{office.live}/live/mentawai/", timeout=PATIENCE).status_code == 404


@pytest.mark.browser
def test_a_display_heals_by_itself_when_the_stream_was_away(
    office: running.RunningOffice, counter: Counter, browser: Browser
) -> None:
    wall = browser.new_page(viewport={"width": 1280, "height": 720})
    wall.goto(f"{office.site}/tampilan/mentawai/")
    wall.evaluate("window.loadedOnce = true")
    office.send("live", signal.SIGKILL)
    missed = next_number(counter)
    expect(wall.locator("#number")).to_have_text(missed, timeout=PATIENCE * 1000)
    office.start("live")
    heard = next_number(counter)
    expect(wall.locator("#number")).to_have_text(heard, timeout=PATIENCE * 1000)
    assert wall.evaluate("window.loadedOnce"), "the display was loaded again"


def test_a_display_opened_before_the_stream_listens_follows_it_once_it_does(
    office: running.RunningOffice, browser: Browser
) -> None:
    """After a restart the pages may be there first."""
    office.send("live", signal.SIGKILL)
    wall = browser.new_page(viewport={"width": 1280, "height": 720})
    with wall.expect_event("requestfailed", lambda request: "/live/" in request.url):
        wall.goto(f"{office.site}/tampilan/mentawai/")
    with wall.expect_response(lambda answer: "/live/" in answer.url) as heard:
        office.start("live")
    assert heard.value.status == 200
    wall.close()


def test_an_office_is_ready_only_when_its_stream_listens(office: running.RunningOffice) -> None:
    office.send("live", signal.SIGKILL)
    office.start("live")
    office.wait_until_ready()
    assert next(events(office))[0] == "state"


def test_asked_to_stop_it_stops_though_somebody_listens(office: running.RunningOffice) -> None:
    """What starts it again waits for that, else for its patience to end."""
    heard = events(office)
    assert next(heard)[0] == "state"
    office.send("live", signal.SIGTERM)
    with pytest.raises(httpx.HTTPError):
        list(heard)
    office.start("live")
    office.wait_until_ready()


def niceness(pid: int) -> dict[str, int]:
    """Of each thread of a process, by its number. Source: proc(5), stat, field 19."""
    tasks = Path(f"/proc/{pid}/task")
    facts = {one.name: (one / "stat").read_text().rpartition(")")[2] for one in tasks.iterdir()}
    return {name: int(said.split()[16]) for name, said in facts.items()}


def test_tasks_give_way_to_pages_and_the_ticker_that_calls_people_does_not(
    office: running.RunningOffice,
) -> None:
    pid = office.running["worker"].pid
    running.until("it gives way", lambda: niceness(pid)[str(pid)] == BEHIND_PAGES)
    assert 0 in niceness(pid).values(), "the ticker is as quick as pages are"
    assert set(niceness(office.running["web"].pid).values()) == {0}
