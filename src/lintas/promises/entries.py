"""What the journal keeps about a promise: `subject` is what was promised about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lintas.journal.public import kind


@kind("promise:begun")
@dataclass(frozen=True)
class PromiseBegun:
    promise: UUID
    days: int
    due_on: date


@kind("promise:paused")
@dataclass(frozen=True)
class PromisePaused:
    promise: UUID
    reason: str
    started_on: date


@kind("promise:resumed")
@dataclass(frozen=True)
class PromiseResumed:
    promise: UUID
    reason: str
    ended_on: date
    due_on: date


@kind("promise:extended")
@dataclass(frozen=True)
class PromiseExtended:
    promise: UUID
    reason: str
    days: int
    due_on: date


@kind("promise:delayed")
@dataclass(frozen=True)
class PromiseDelayed:
    promise: UUID
    reason: str
    announced_on: date


@kind("promise:pressing")
@dataclass(frozen=True)
class PromisePressing:
    promise: UUID
    due_on: date


@kind("promise:urgent")
@dataclass(frozen=True)
class PromiseUrgent:
    promise: UUID
    due_on: date


@kind("promise:broken")
@dataclass(frozen=True)
class PromiseBroken:
    promise: UUID
    due_on: date


@kind("promise:ended")
@dataclass(frozen=True)
class PromiseEnded:
    promise: UUID
    outcome: str
    due_on: date
    ended_on: date
