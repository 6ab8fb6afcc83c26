"""One thread that answers all questions that wait, together.

Whoever asks waits in a thread of their own, which costs nothing; while one lot is answered the
next one gathers. So the number asked at once sets how many are answered at once.
"""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

MOST = 256
"""In one lot."""
PATIENCE = 0.002
"""Seconds that the first of a lot waits for as many as came before it, else lots would be one and
all the others by turns; whoever comes alone does not wait."""


class _Asked(Generic[Q, A]):
    __slots__ = ("answer", "done", "question", "trouble")

    def __init__(self, question: Q) -> None:
        self.question = question
        self.answer: A | None = None
        self.trouble: Exception | None = None
        self.done = threading.Lock()
        self.done.acquire()


class Together(Generic[Q, A]):
    """Asked by many threads; until it is started, whoever asks is answered alone and at once."""

    def __init__(self, answer_all: Callable[[Sequence[Q]], Sequence[A]]) -> None:
        self.answer_all = answer_all
        self.waiting: SimpleQueue[_Asked[Q, A]] = SimpleQueue()
        self.started = False
        self.sizes = (1, 1)

    def start(self) -> None:
        """In a process that serves; the thread ends with it."""
        self.started = True
        threading.Thread(target=self._run, name="together", daemon=True).start()

    def ask(self, question: Q) -> A:
        """Raises: whatever kept the whole lot from being answered."""
        if not self.started:
            return self.answer_all([question])[0]
        asked: _Asked[Q, A] = _Asked(question)
        self.waiting.put(asked)
        asked.done.acquire()
        if asked.trouble is not None:
            raise asked.trouble
        return asked.answer  # type: ignore[return-value]

    def _run(self) -> None:
        while True:
            lot = self._next_lot()
            try:
                answers = self.answer_all([one.question for one in lot])
                for one, answer in zip(lot, answers, strict=True):
                    one.answer = answer
            except Exception as trouble:  # each who asked is told; the next lot may fare better
                for one in lot:
                    one.trouble = trouble
            for one in lot:
                one.done.release()

    def _next_lot(self) -> list[_Asked[Q, A]]:
        lot = [self.waiting.get()]
        until = time.monotonic() + PATIENCE
        with suppress(Empty):
            while len(lot) < sum(self.sizes) // 2:
                lot.append(self.waiting.get(timeout=max(0.0, until - time.monotonic())))
            while len(lot) < MOST:
                lot.append(self.waiting.get_nowait())
        self.sizes = (self.sizes[1], len(lot))
        return lot
