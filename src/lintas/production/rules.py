"""Batches for the passport system: their life, their totals, who may make one. Pure."""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

MOST_LINES = 100
KINDS = ("passport", "permit", "document")
ASK_EVERY = timedelta(seconds=10)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=15)


class BatchState(StrEnum):
    MADE = "made"
    """Put together by one person; a second one releases it or takes it apart."""
    RELEASED = "released"
    SENT = "sent"
    CLOSED = "closed"
    DISCARDED = "discarded"


class LineState(StrEnum):
    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"
    DROPPED = "dropped"
    """Its batch was taken apart before it was released."""


UNANSWERED = (BatchState.RELEASED, BatchState.SENT)


def batch_number(prefix: str, year: int, serial: int) -> str:
    """MTW-P26-0007"""
    return f"{prefix}-P{year % 100:02d}-{serial:04d}"


def digest(lines: bytes) -> str:
    return hashlib.sha256(lines).hexdigest()


def decided_oneself(actor: UUID | None, decided_by: Collection[UUID | None]) -> bool:
    """Whoever approved a case does not also choose it for production."""
    return actor is not None and actor in decided_by


def pause_after(attempts: int) -> timedelta:
    """Twice as long after each failure, up to a quarter of an hour."""
    doubled: timedelta = FIRST_PAUSE * (1 << min(attempts, 20))
    return min(doubled, LONGEST_PAUSE)
