"""The load of the benchmark `opening`: people who come, wait and choose as the page lets them.

A program of its own, plain asyncio; each question is a connection of its own, as after a pause.
Prints what it met as one line of JSON. Only this machine is asked, for a bounded time.
"""

import asyncio
import json
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LONGEST_ANSWER = 10.0
ARRIVE_WITHIN = 10.0
CHOOSING = (1.0, 3.0)
PROBES_A_SECOND = 8
SLOT = re.compile(rb'name="slot" value="([0-9a-f-]{36})"')
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
AHEAD = re.compile(rb'data-number="ahead">([\d.]+)<')
MARK = re.compile(rb'data-mark="([^"]*)" data-again="(\d+)"')
SOLD_OUT = b"Semua tempat sudah diambil"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes


@dataclass
class Met:
    """What all of them met together."""

    seconds: list[float] = field(default_factory=list)
    status_page: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    ends: dict[str, str] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    ahead: dict[str, int] = field(default_factory=dict)
    """How many were ahead of each, as they were told last."""
    used: float = 0.0


class Site:
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname == "127.0.0.1", "the load goes to this machine alone"
        self.host, self.port = parts.hostname, parts.port

    async def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Answer:
        """Status 0 is no answer in time."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if body:
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {len(body)}")
        sent = ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
        try:
            async with asyncio.timeout(LONGEST_ANSWER):
                reader, writer = await asyncio.open_connection(self.host, self.port)
                writer.write(sent)
                raw = await reader.read(-1)
                writer.close()
        except (OSError, TimeoutError):
            return Answer(0, {}, {}, b"")
        return _read(raw)


def _read(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name.lower() == "set-cookie":
            key, _, rest = value.partition("=")
            cookies[key] = rest.split(";", 1)[0]
        headers[name.lower()] = value
    parts = first.split(" ")
    return Answer(int(parts[1]) if len(parts) > 1 else 0, headers, cookies, body)


class Someone:
    """Asks for the calendar, waits as the page says, chooses a time, or is told there is none."""

    def __init__(self, site: Site, met: Met, session: str, request: str, ends: float) -> None:
        self.site, self.met, self.ends = site, met, ends
        self.name = request
        self.calendar = f"/permohonan/{request}/jadwal/"
        self.cookies = {"lintas": session}

    async def ask(self, method: str, path: str, body: str = "", tag: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if tag:
            headers["If-None-Match"] = tag
        began = time.perf_counter()
        answer = await self.site.ask(method, path, headers, body)
        self.met.seconds.append(time.perf_counter() - began)
        self.met.statuses[answer.status] += 1
        self.cookies |= answer.cookies
        return answer

    async def come(self) -> None:
        self.met.ends[self.name] = "no word"
        page = await self.ask("GET", self.calendar)
        while time.monotonic() < self.ends:
            if SLOT.search(page.body):
                page = await self._choose(page)
                if page.status == 302:
                    self.met.ends[self.name] = "booked"
                    return
            elif SOLD_OUT in page.body:
                self.met.ends[self.name] = "sold out"
                return
            elif (found := MARK.search(page.body)) is not None:
                self.met.told[found.group(1).decode().split(" ")[0]] += 1
                self._note(AHEAD.search(page.body))
                await self._wait(found.group(1).decode(), int(found.group(2)))
                page = await self.ask("GET", self.calendar)
            else:
                self.met.told["neither"] += 1
                await self._rest(3)
                page = await self.ask("GET", self.calendar)

    async def _choose(self, page: Answer) -> Answer:
        await asyncio.sleep(random.uniform(*CHOOSING))
        slot = random.choice(SLOT.findall(page.body)).decode()
        token = TOKEN.search(page.body)
        form = f"slot={slot}&csrfmiddlewaretoken={token.group(1).decode() if token else ''}"
        return await self.ask("POST", self.calendar, form)

    async def _wait(self, mark: str, again: int) -> None:
        """The page's small script: asks again when it was told to, until something else is due."""
        tag = ""
        while time.monotonic() < self.ends:
            await self._rest(again)
            if time.monotonic() >= self.ends:
                return
            answer = await self.ask("GET", self.calendar + "antre/", tag=tag)
            again = int(answer.headers.get("retry-after") or again)
            if answer.status == 200:
                tag, said = answer.headers.get("etag", ""), json.loads(answer.body)
                if said["mark"] != mark:
                    return
                self.met.ahead[self.name] = int(said["ahead"].replace(".", ""))

    async def _rest(self, seconds: float) -> None:
        """Not beyond the end, when nobody asks any more."""
        await asyncio.sleep(max(0.0, min(seconds, self.ends - time.monotonic())))

    def _note(self, ahead: re.Match[bytes] | None) -> None:
        if ahead is not None:
            self.met.ahead[self.name] = int(ahead.group(1).replace(b".", b""))
            self.met.ends[self.name] = "waits"


async def look_at_status(site: Site, met: Met, session: str, request: str, until: float) -> None:
    """Somebody else looks at where their request stands, several times a second."""
    while time.monotonic() < until:
        began = time.perf_counter()
        answer = await site.ask("GET", f"/permohonan/{request}/", {"Cookie": f"lintas={session}"})
        met.status_page.append(time.perf_counter() - began)
        met.statuses[answer.status] += 1
        await asyncio.sleep(max(0.0, 1 / PROBES_A_SECOND - (time.perf_counter() - began)))


async def quiet(address: str, people: list[list[str]], seconds: float) -> Met:
    met, site = Met(), Site(address)
    for _ in range(5):  # what is done once, at first
        await site.ask(
            "GET", f"/permohonan/{people[-1][1]}/", {"Cookie": f"lintas={people[-1][0]}"}
        )
    await look_at_status(site, met, people[-1][0], people[-1][1], time.monotonic() + seconds)
    return met


async def rush(address: str, people: list[list[str]], seconds: float) -> Met:
    met, site = Met(), Site(address)
    ends = time.monotonic() + seconds

    async def one(session: str, request: str, after: float) -> None:
        await asyncio.sleep(after)
        await Someone(site, met, session, request, ends).come()

    everybody = [
        asyncio.create_task(one(session, request, random.uniform(0, ARRIVE_WITHIN)))
        for session, request in people[:-1]
    ]
    watching = asyncio.create_task(look_at_status(site, met, people[-1][0], people[-1][1], ends))
    await asyncio.wait(everybody, timeout=seconds + LONGEST_ANSWER)
    watching.cancel()
    return met


def main() -> None:
    what, address, file, seconds = sys.argv[1:]
    people = json.loads(Path(file).read_text())
    load = quiet if what == "quiet" else rush
    began = time.monotonic()
    met = asyncio.run(load(address, people, float(seconds)))
    met.used = time.process_time()
    print(json.dumps({**vars(met), "took": time.monotonic() - began}))


if __name__ == "__main__":
    main()
