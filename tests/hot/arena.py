"""Processes that fight for the places of a few times, and are killed in the middle of it.

`python -m tests.hot.arena` runs on the database it is given and prints what came of it. Each
process (a lane) books, moves and cancels by the real commands and writes into a file of its own
what it asks and what it was answered, with the times. Whoever is killed is followed by another
that reads that file and first asks again for what was never answered, as people do.
"""

import json
import mmap
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.hot.linear import Operation, Places, first_wrong, places_step

AT = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
STARTS_AT = AT + timedelta(days=60)
SWEPT_AT = AT + timedelta(days=30)
OFFICE, SERVICE = "mentawai", "paspor-penggantian"
CANCEL, MOVE, SWEEP, CROWD = 0.05, 0.09, 0.12, 0.80
"""Up to where of one a turn gives back, moves, sets free, or is a crowd at one time that is settled
together, as the web process does with those who wait; in the other turns one person books."""


@dataclass(frozen=True)
class Size:
    attempts: int
    lanes: int
    slots: int
    places: int
    kills: int
    crowd: int

    @classmethod
    def told(cls) -> "Size":
        return cls(*(int(os.environ[f"HOT_{name}"]) for name in cls.__annotations__))


# --- What is written of each attempt: "?" asked, "!" answered. A line is one write, so that a kill
# --- leaves no half of one.
class Log:
    def __init__(self, folder: Path, lane: int) -> None:
        self.path = folder / f"lane-{lane}"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self.file = os.open(self.path, flags, 0o600)

    def asked(self, *what: object) -> None:
        self._write("?", *what)

    def answered(self, answer: str) -> None:
        self._write("!", answer)

    def _write(self, *words: object) -> None:
        os.write(self.file, f"{' '.join(map(str, words))} {time.monotonic_ns()}\n".encode())


@dataclass(frozen=True)
class Attempt:
    """`booking` is who asks; `to` where a move goes."""

    act: str
    booking: UUID
    slot: int
    to: int
    answer: str
    asked: int
    answered: int


def attempts_of(path: Path) -> Iterator[Attempt]:
    """What one lane asked; the last may have no answer (answered 0). Asked again it is the same."""
    asked: list[str] = []
    for line in path.read_text().splitlines() if path.exists() else []:
        words = line.split()
        if words[0] == "?":
            asked = asked if asked and asked[1:5] == words[1:5] else words
        else:
            yield _attempt(asked, words[1], int(words[2]))
            asked = []
    if asked:
        yield _attempt(asked, "", 0)


def _attempt(asked: list[str], answer: str, answered: int) -> Attempt:
    _sign, act, booking, slot, to, at = asked
    return Attempt(act, UUID(booking), int(slot), int(to), answer, int(at), answered)


# --- One lane.
Progress = memoryview
"""How far each lane is, seen by all processes."""


class Lane:
    def __init__(
        self, number: int, size: Size, folder: Path, slots: list[UUID], progress: "Progress"
    ) -> None:
        self.number, self.size, self.slots, self.progress = number, size, slots, progress
        self.log, self.chance = Log(folder, number), random.Random()
        self.mine: dict[UUID, tuple[int, bool]] = {}
        """Where each booking of this lane is, and whether it was moved."""
        self.done = 0

    def run(self) -> None:
        before = list(attempts_of(self.log.path))
        for one in before:
            if one.answered:
                self._remember(one.act, one.booking, one.slot, one.to, one.answer)
        if before and not before[-1].answered:
            last = before[-1]
            self._try(last.act, last.booking, last.slot, last.to)
        while self.done < self.size.attempts // self.size.lanes:
            self._try(*self._next())

    def _next(self) -> tuple[str, UUID, int, int]:
        from lintas.kernel.ids import new_id

        what, slot = self.chance.random(), self.chance.randrange(len(self.slots))
        if what < MOVE and self.mine:
            booking = self.chance.choice(list(self.mine))
            at, moved = self.mine[booking]
            if what < CANCEL or moved:
                return "cancel", booking, at, at
            others = [n for n in range(len(self.slots)) if n != at]
            return "move", booking, at, self.chance.choice(others)
        if MOVE <= what < SWEEP:
            return "sweep", UUID(int=self.number * 10**9 + self.done), 0, 0
        if what < CROWD:
            return "crowd", new_id(), slot, slot
        return "take", new_id(), slot, slot

    def _try(self, act: str, booking: UUID, slot: int, to: int) -> None:
        self.log.asked(act, booking, slot, to)
        answer = self._answer(act, booking, to)
        self.log.answered(answer)
        self._remember(act, booking, slot, to, answer)

    def _answer(self, act: str, booking: UUID, to: int) -> str:
        """Asked again, what was done already is done: nobody but this lane has this booking.

        A crowd's answer is who of it has a place, by their numbers.
        """
        from lintas.appointments import public as appointments

        try:
            return getattr(self, f"_{act}")(booking, to) or "ok"
        except appointments.SlotFull:
            return "full"
        except (appointments.BookingOver, appointments.ChangedOnce):
            return "ok"

    def _crowd(self, first: UUID, to: int) -> str:
        from lintas.appointments import public as appointments

        wanted = [
            appointments.PlaceWanted(one, self.slots[to], one, one, actor())
            for one in crowd_of(first, self.size.crowd)
        ]
        outcomes = appointments.book_slots(wanted=wanted, at=AT)
        has = [not isinstance(outcome, appointments.SlotFull) for outcome in outcomes]
        return ",".join(str(nth) for nth, there in enumerate(has) if there) or "full"

    def _take(self, booking: UUID, to: int) -> None:
        from lintas.appointments import public as appointments

        appointments.book_slot(
            booking_id=booking, slot_id=self.slots[to], case=booking, person_id=booking,
            actor=actor(), at=AT,
        )  # fmt: skip

    def _cancel(self, booking: UUID, _to: int) -> None:
        from lintas.appointments import public as appointments

        appointments.cancel_booking(booking_id=booking, actor=actor(), at=AT)

    def _move(self, booking: UUID, to: int) -> None:
        from lintas.appointments import public as appointments

        appointments.move_booking(booking_id=booking, slot_id=self.slots[to], actor=actor(), at=AT)

    def _sweep(self, number: UUID, _to: int) -> None:
        from lintas.appointments import public as appointments

        appointments.free_returned(swept_at(number))

    def _remember(self, act: str, booking: UUID, slot: int, to: int, answer: str) -> None:
        self.done += self.size.crowd if act == "crowd" else 1
        self.progress[self.number] = self.done
        if act == "crowd":
            for nth in places_in(answer):
                self.mine[booking_of(booking, nth)] = (to, False)
        if answer != "ok" or act in ("sweep", "crowd"):
            return
        self.mine.pop(booking, None)
        if act != "cancel":
            self.mine[booking] = (to, act == "move")


def booking_of(first: UUID, nth: int) -> UUID:
    """The booking of somebody in a crowd; the first has the crowd's own id."""
    return UUID(int=first.int ^ nth)


def crowd_of(first: UUID, size: int) -> list[UUID]:
    return [booking_of(first, nth) for nth in range(size)]


def places_in(answer: str) -> list[int]:
    return [] if answer == "full" else [int(nth) for nth in answer.split(",")]


def actor() -> Any:
    from lintas.kernel.actor import system

    return system("arena")


def swept_at(number: UUID) -> datetime:
    """A moment of its own for each sweep, by which the journal tells what it set free."""
    return SWEPT_AT + timedelta(microseconds=number.int)


# --- The fight.
def in_a_child(act: Any) -> int:
    """Run in a process of its own, which has the database to itself. Gives its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        act()
        code = 0
    except BaseException:  # a child must never go on as its parent
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended_well(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def fight(size: Size, folder: Path, slots: list[UUID]) -> tuple[int, int]:
    """Gives how many kills there were and how many of them hit an attempt in its middle."""
    progress = memoryview(mmap.mmap(-1, 8 * size.lanes)).cast("q")

    def begin(number: int) -> int:
        return in_a_child(lambda: Lane(number, size, folder, slots, progress).run())

    lanes = {begin(number): number for number in range(size.lanes)}
    chance, kills, troubles = random.Random(), 0, 0
    while lanes:
        if kills < size.kills and sum(progress) / size.attempts > kills / (size.kills + 1):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(list(lanes)), signal.SIGKILL)
            kills += 1
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            time.sleep(0.005)
            continue
        number, code = lanes.pop(child), os.waitstatus_to_exitcode(status)
        troubles += code > 0
        if code == -signal.SIGKILL:
            lanes[begin(number)] = number
    if troubles:
        raise SystemExit(f"{troubles} lanes ended with a trouble of their own")
    return kills, sum(asked_twice(file) for file in folder.glob("lane-*"))


def asked_twice(path: Path) -> int:
    """How often a kill came between question and answer."""
    signs = [line[0] for line in path.read_text().splitlines()]
    return sum(a == b == "?" for a, b in pairwise(signs))


def prepare(size: Size, slots: list[UUID]) -> None:
    from django.core.management import call_command

    from lintas.appointments.models import Slot
    from lintas.catalogue import public as catalogue

    call_command("migrate", verbosity=0)
    call_command("services", "publish", verbosity=0)
    on = catalogue.office(OFFICE).today(STARTS_AT)
    Slot.objects.bulk_create(
        Slot(
            id=pk, office=OFFICE, service=SERVICE, on=on,
            starts_at=STARTS_AT + timedelta(minutes=30 * nth), minutes=30, places=size.places,
        )
        for nth, pk in enumerate(slots)
    )  # fmt: skip


# --- The judgement.
Histories = dict[int, list[Operation]]


def histories(folder: Path, slots: list[UUID], crowd: int) -> Histories:
    """What was asked and answered of each time in the calendar."""
    from lintas.journal import public as journal

    freed: dict[datetime, list[int]] = defaultdict(list)
    for entry in journal.entries_of_kind("place:freed"):
        freed[entry.at].append(slots.index(entry.subject))
    found: Histories = defaultdict(list)
    for one in (one for file in sorted(folder.glob("lane-*")) for one in attempts_of(file)):
        for slot, what in _done_by(one, freed, crowd):
            found[slot].append(Operation(what, one.asked, one.answered))
    assert not freed, "set free by a sweep that nobody made"
    return found


def _done_by(
    one: Attempt, freed: dict[datetime, list[int]], crowd: int
) -> Iterator[tuple[int, str]]:
    """What an attempt did to which times; a move is a taking here and a giving back there.

    All of a crowd who were told that it is full were told at one moment: they are one line.
    """
    if one.act == "sweep":
        yield from ((slot, "set free") for slot in freed.pop(swept_at(one.booking), ()))
    elif one.act == "crowd":
        yield from ((one.to, "take") for _ in places_in(one.answer))
        if len(places_in(one.answer)) < crowd:
            yield one.to, "full"
    elif one.answer == "full":
        yield one.to, "full"
    else:
        if one.act != "cancel":
            yield one.to, "take"
        if one.act != "take":
            yield one.slot, "give back"


def with_a_lie(history: list[Operation]) -> list[Operation]:
    """The same, but the first who was told that it is full was told that they have a place."""
    nth = next(nth for nth, one in enumerate(history) if one.what == "full")
    return [*history[:nth], replace(history[nth], what="take"), *history[nth + 1 :]]


def judge(size: Size, folder: Path, slots: list[UUID]) -> dict[str, Any]:
    from lintas.invariants import broken

    asked: Counter[str] = Counter()
    for one in (one for file in folder.glob("lane-*") for one in attempts_of(file)):
        if one.act == "crowd":
            asked["crowd ok"] += len(places_in(one.answer))
            asked["crowd full"] += size.crowd - len(places_in(one.answer))
        else:
            asked[f"{one.act} {one.answer}"] += 1
    found, start = histories(folder, slots, size.crowd), Places(size.places)
    wrong = {slot: first_wrong(history, start, places_step) for slot, history in found.items()}
    lied = first_wrong(with_a_lie(found[0]), start, places_step)
    return {
        "asked": asked,
        "operations": sum(map(len, found.values())),
        "wrong": {slot: str(one) for slot, one in wrong.items() if one is not None},
        "lie found": lied is not None,
        "broken": list(broken())[:20],
    }


def main() -> None:
    import django

    django.setup()
    from lintas.kernel.ids import new_id

    folder, size = Path(os.environ["LINTAS_DATA"]), Size.told()
    slots = [new_id() for _ in range(size.slots)]
    assert ended_well(in_a_child(lambda: prepare(size, slots)))
    began = time.monotonic()
    kills, hit = fight(size, folder, slots)
    fought = time.monotonic() - began
    found = {**judge(size, folder, slots), "kills": kills, "hit": hit, "fought": round(fought, 1)}
    print("FOUND" + json.dumps({**found, "took": round(time.monotonic() - began, 1)}))


if __name__ == "__main__":
    main()
