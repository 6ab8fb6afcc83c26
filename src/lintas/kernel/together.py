"""One thread that answers all questions that wait, together.

Whoever asks waits, in a thread or as a future of an event loop; while one lot is answered the next
one gathers. So the number asked at once sets how many are answered at once.
"""

import threading
from asyncio import AbstractEventLoop, Future
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

Meanwhile = Callable[[], None]

MOST = 256
"""In one lot."""
FEW = 16
"""Up to so many are one lot; of more, those of the last lot and those who wait are shared out
evenly between this lot and the next, so that whoever was answered asks again in time for it. Else
lots would be all and none by turns."""
PATIENCE = 0.002
"""Seconds that the first of a lot waits for as many as were in the last one, a few at most; whoever
comes alone does not wait."""


class _Asked(Generic[Q, A]):
    __slots__ = ("answer", "question", "trouble")

    def __init__(self, question: Q) -> None:
        self.question = question
        self.answer: A | None = None
        self.trouble: Exception | None = None


class _AskedByThread(_Asked[Q, A]):
    __slots__ = ("done",)

    def __init__(self, question: Q) -> None:
        super().__init__(question)
        self.done = threading.Lock()
        self.done.acquire()

    def wait(self) -> A:
        self.done.acquire()
        if self.trouble is not None:
            raise self.trouble
        return self.answer  # type: ignore[return-value]


class _AskedByLoop(_Asked[Q, A]):
    __slots__ = ("future",)

    def __init__(self, question: Q, future: "Future[A]") -> None:
        super().__init__(question)
        self.future = future

    def tell(self) -> None:
        if self.future.cancelled():
            return
        if self.trouble is not None:
            self.future.set_exception(self.trouble)
        else:
            self.future.set_result(self.answer)  # type: ignore[arg-type]


class Together(Generic[Q, A]):
    """Asked by many at once; until it is started, whoever asks is answered alone and at once."""

    def __init__(self, answer_all: Callable[[Sequence[Q], Meanwhile], Sequence[A]]) -> None:
        """`answer_all` calls the second it is given once it has something to wait for."""
        self.answer_all = answer_all
        self.waiting: list[_Asked[Q, A]] = []
        self.more = threading.Condition(threading.Lock())
        self.started = False
        self.last = 0
        self.wanted = 1

    def start(self) -> None:
        """In a process that serves; the thread ends with it."""
        self.started = True
        threading.Thread(target=self._run, name="together", daemon=True).start()

    def ask(self, question: Q) -> A:
        """In a thread that may wait. Raises: whatever kept the whole lot from being answered."""
        if not self.started:
            return self.answer_all([question], _nothing)[0]
        asked: _AskedByThread[Q, A] = _AskedByThread(question)
        self._put(asked)
        return asked.wait()

    def ask_soon(self, question: Q, loop: AbstractEventLoop) -> "Future[A]":
        """On an event loop. The future raises what `ask` does."""
        future: Future[A] = loop.create_future()
        asked: _AskedByLoop[Q, A] = _AskedByLoop(question, future)
        if self.started:
            self._put(asked)
        else:
            self._answer([asked], _nothing)
            asked.tell()
        return future

    def _put(self, asked: _Asked[Q, A]) -> None:
        """Wakes the thread for the first, and when as many are there as it hopes for."""
        with self.more:
            self.waiting.append(asked)
            if len(self.waiting) in (1, self.wanted):
                self.more.notify()

    def _run(self) -> None:
        """Who was answered is told while the next lot, if there is one, waits for the database:
        telling them is the interpreter's work, and the next lot's questions are first."""
        answered: list[_Asked[Q, A]] = []

        def tell() -> None:
            nonlocal answered
            told, answered = answered, []
            _tell(told)

        while True:
            if not self.waiting:
                tell()
            lot = self._next_lot()
            self._answer(lot, tell)
            tell()
            answered = lot

    def _answer(self, lot: Sequence[_Asked[Q, A]], meanwhile: Meanwhile) -> None:
        try:
            answers = self.answer_all([one.question for one in lot], meanwhile)
            for one, answer in zip(lot, answers, strict=True):
                one.answer = answer
        except Exception as trouble:  # each who asked is told; the next lot may fare better
            for one in lot:
                one.trouble = trouble

    def _next_lot(self) -> list[_Asked[Q, A]]:
        with self.more:
            while not self.waiting:
                self.more.wait()
            self.wanted = max(1, min(FEW, self.last))
            if len(self.waiting) < self.wanted:
                self.more.wait(PATIENCE)
            size = min(MOST, max(FEW, (len(self.waiting) + self.last + 1) // 2))
            lot, self.waiting = self.waiting[:size], self.waiting[size:]
        self.last = len(lot)
        return lot


def _nothing() -> None:
    """Nobody else is to be told."""


def _tell(lot: Iterable[_Asked[Q, A]]) -> None:
    """A loop is woken once for all who asked on it."""
    by_loop: dict[AbstractEventLoop, list[_AskedByLoop[Q, A]]] = defaultdict(list)
    for one in lot:
        if isinstance(one, _AskedByThread):
            one.done.release()
        elif isinstance(one, _AskedByLoop):
            by_loop[one.future.get_loop()].append(one)
    for loop, asked in by_loop.items():
        loop.call_soon_threadsafe(_tell_all, asked)


def _tell_all(asked: Sequence[_AskedByLoop[Q, A]]) -> None:
    for one in asked:
        one.tell()
