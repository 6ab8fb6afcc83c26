"""What this process knows of the lobbies that are on: one reader of the database a second.

Whoever is known here is answered without the database. Whoever is not is written into the line
together with everybody else of that moment, in the order they came, and then told where they
stand: at once where the server can hold a request that long, else when their page asks again.
After a restart all of it is read anew from the rows.
"""

import threading
import time
from asyncio import AbstractEventLoop
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

import structlog
from django.db import close_old_connections

from lintas.applications.lobby_arrivals import Asked, Found, write_down
from lintas.applications.lobby_held import Held
from lintas.applications.lobby_page import draw_beforehand
from lintas.applications.lobby_standing import Standing, standing_of
from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState
from lintas.journal import public as journal
from lintas.kernel import clock

log = structlog.get_logger(__name__)

LOOK_SECONDS, GATHER_SECONDS, IDLE_SECONDS = 1.0, 0.1, 2.0
AT_ONCE = 200
MOST_KNOWN = 100_000
OTHERS_SECONDS = 5.0
QUIET_SECONDS, RECENT_SECONDS = 60.0, 2.0
ALLOWED_SECONDS = 1.0
"""Whoever was let in may wait so long for others who were, and that is not slow."""
STRAIGHT_A_SECOND = 5
"""So many unknown visitors a second go straight to the pages; beyond that they are gathered."""
DOOR_SECONDS = 2


class Memory:
    def __init__(self) -> None:
        self.lobbies: Mapping[UUID, LobbyState] = {}
        self.turns: dict[UUID, dict[UUID, int]] = {}
        self.gone: set[UUID] = set()
        self.called: set[UUID] = set()
        self.known: dict[Asked, UUID] = {}
        self.others: dict[Asked, float] = {}
        self.asking: deque[Asked] = deque()
        self.queued: set[Asked] = set()
        self.wanted = threading.Event()
        self.held = Held()
        self.answers: deque[tuple[float, float]] = deque(maxlen=400)
        self.inside: deque[tuple[float, float]] = deque(maxlen=400)
        self.usual_ms: int | None = None
        self.straight = (0, 0)
        self.gives_way: Callable[[], None] = lambda: None
        """Waits a moment for pages that are being made."""
        self.pauses: Callable[[], None] = lambda: None
        """The same, between two questions."""
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        """In the process that serves, at its first request: a thread does not survive a fork."""
        if self.thread is None:
            with self.lock:
                if self.thread is None:
                    self.thread = threading.Thread(target=self._run, name="lobby", daemon=True)
                    self.thread.start()

    def remember(self, asked: Asked, lobby_id: UUID) -> None:
        """This browser may see this request, which has a place in that lobby."""
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
        self.known[asked] = lobby_id

    def note_answer(self, seconds: float) -> None:
        """Of the rest of the site."""
        self.answers.append((time.monotonic(), seconds))

    def note_inside(self, seconds: float) -> None:
        """Of somebody who was let in."""
        self.inside.append((time.monotonic(), max(0.0, seconds - ALLOWED_SECONDS)))

    def may_come_in(self, asked: Asked) -> bool:
        """Called just now: the page can go on to the calendar."""
        return asked.case in self.called and asked in self.known

    def standing(self, asked: Asked, *, waits: bool) -> Standing | None:
        """What to say at once; None where the pages themselves must answer.

        `waits` says that somebody asks for the lobby itself, also before it has opened.
        """
        lobbies = self.lobbies
        if not self._matters(waits):
            return None
        lobby_id = self.known.get(asked)
        if lobby_id is None:
            if self._is_other(asked) or self._goes_straight(asked):
                return None
            self._ask_for(asked)
            return self._at_the_door(asked, lobbies)
        return self._known(asked, lobby_id, waits=waits)

    def _matters(self, waits: bool) -> bool:
        """Before the opening the calendar is free to all but those who want to wait."""
        return any(waits or not (one.early and one.left) for one in self.lobbies.values())

    def is_new(self, asked: Asked, *, waits: bool) -> bool:
        return self._matters(waits) and asked not in self.known and not self._is_other(asked)

    async def written(self, asked: Asked, loop: AbstractEventLoop) -> None:
        """Until whoever asks has been written down, or found to be none of our matter."""
        done = self.held.add(asked, loop)
        self._ask_for(asked)
        await self.held.wait(done)

    def _known(self, asked: Asked, lobby_id: UUID, *, waits: bool) -> Standing | None:
        lobby = self.lobbies.get(lobby_id)
        if lobby is None or asked.case in self.gone or (lobby.early and lobby.left and not waits):
            return None
        turn = self.turns.get(lobby_id, {}).get(asked.case)
        if turn is None and not lobby.early:
            return Standing("door", lobby, asked.case, again=DOOR_SECONDS)
        if turn is not None and turn <= lobby.called:
            return None
        return standing_of(lobby, asked.case, turn, clock.now())

    def _is_other(self, asked: Asked) -> bool:
        """Found to be none of our matter, a moment ago."""
        return self.others.get(asked, 0.0) > time.monotonic()

    def _at_the_door(self, asked: Asked, lobbies: Mapping[UUID, LobbyState]) -> Standing:
        any_lobby = next(iter(lobbies.values()))
        return Standing("door", any_lobby, asked.case, again=DOOR_SECONDS + asked.case.int % 3)

    def _ask_for(self, asked: Asked) -> None:
        """To be written down."""
        with self.lock:
            if asked not in self.queued and len(self.queued) < MOST_KNOWN:
                self.queued.add(asked)
                self.asking.append(asked)
        self.wanted.set()

    def _goes_straight(self, asked: Asked) -> bool:
        second = int(time.monotonic())
        with self.lock:
            if asked in self.queued:
                return False
            last, count = self.straight
            self.straight = (second, count + 1 if last == second else 1)
            return self.straight[1] <= STRAIGHT_A_SECOND

    def _run(self) -> None:
        looked = 0.0
        journal.let_others_first(lambda: self.pauses())
        while True:
            try:
                if time.monotonic() - looked >= LOOK_SECONDS:
                    looked = time.monotonic()
                    close_old_connections()
                    self.look(clock.now())
                if self.asking:
                    self.gives_way()
                    self.write(clock.now())
            except Exception:  # a database that is away is tried again; pages answer meanwhile
                log.exception("lobby look failed")
                self.lobbies = {}
                time.sleep(IDLE_SECONDS)
            if not self.lobbies:
                time.sleep(IDLE_SECONDS)
            elif not self.asking and self.wanted.wait(
                max(0.0, looked + LOOK_SECONDS - time.monotonic())
            ):
                time.sleep(GATHER_SECONDS)  # who comes together is written down together
                self.wanted.clear()

    def look(self, at: datetime) -> None:
        """Read what is on, and who got a turn since the last look."""
        found = {one.id: one for one in appointments.live_lobbies(at)}
        for lobby_id, lobby in found.items():
            if not lobby.early:
                self._read_turns(lobby_id)
        self.gone = {case for one in found for case in appointments.gone_from(one)}
        self.called = {case for one in found for case in appointments.called_now(one, at)}
        for one in found.values():
            draw_beforehand(one)
        self.lobbies = found
        if not any(one.arrived for one in found.values()):
            self.usual_ms = _slowest_tenth(self.answers, QUIET_SECONDS) or self.usual_ms
        if not found:
            self.turns, self.known, self.others = {}, {}, {}
            return
        measured = [_slowest_tenth(one, RECENT_SECONDS) for one in (self.answers, self.inside)]
        slowest = max((one for one in measured if one is not None), default=None)
        if slowest is not None:
            appointments.note_answers(answer_ms=slowest, usual_ms=self.usual_ms, at=at)

    def _read_turns(self, lobby_id: UUID) -> None:
        """Turns grow, and a dictionary keeps the order in which it was filled; of somebody who
        lined up again some are read twice.
        """
        turns = self.turns.setdefault(lobby_id, {})
        last = turns[next(reversed(turns))] if turns else 0
        turns.update(appointments.turns_after(lobby_id, last))

    def write(self, at: datetime) -> None:
        """Line up those who asked, at most so many in one transaction."""
        with self.lock:
            asked = [self.asking.popleft() for _ in range(min(AT_ONCE, len(self.asking)))]
        try:
            self._keep(write_down(asked, self.lobbies.values(), at), at)
        finally:
            with self.lock:
                self.queued.difference_update(asked)
            self.held.release(asked)

    def _keep(self, found: Iterable[Found], at: datetime) -> None:
        kept = list(found)
        for lobby_id in {one.lobby for one in kept if one.lobby is not None}:
            if lobby_id in self.lobbies and not self.lobbies[lobby_id].early:
                self._read_turns(lobby_id)
                self._call_if_next(lobby_id, at)
        for one in kept:
            if one.lobby is None:
                if len(self.others) >= MOST_KNOWN:
                    self.others.clear()
                self.others[one.asked] = time.monotonic() + OTHERS_SECONDS
                continue
            self.remember(one.asked, one.lobby)

    def _call_if_next(self, lobby_id: UUID, at: datetime) -> None:
        """Where nobody stood in between, nobody waits: the next look is taken at once."""
        if self.lobbies[lobby_id].waiting:
            return
        with suppress(appointments.LobbyOver):
            appointments.take_turn(lobby_id=lobby_id, at=at)
            self.lobbies = {**self.lobbies, lobby_id: appointments.lobby_of(lobby_id, at)}


def _slowest_tenth(answers: Iterable[tuple[float, float]], within: float) -> int | None:
    """Unit: milliseconds; of the last seconds."""
    since = time.monotonic() - within
    recent = sorted(seconds for when, seconds in list(answers) if when >= since)
    return int(recent[len(recent) * 9 // 10] * 1000) if recent else None


MEMORY = Memory()
