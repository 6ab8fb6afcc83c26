"""What the journal keeps about batches."""

from dataclasses import dataclass

from lintas.journal.public import kind


@kind("batch:made")
@dataclass(frozen=True)
class BatchMade:
    number: str
    outcome: str
    count: int
    sum_rupiah: int
    sha256: str


@kind("batch:released")
@dataclass(frozen=True)
class BatchReleased:
    number: str


@kind("batch:discarded")
@dataclass(frozen=True)
class BatchDiscarded:
    number: str


@kind("batch:sent")
@dataclass(frozen=True)
class BatchSent:
    number: str


@kind("batch:answer-refused")
@dataclass(frozen=True)
class AnswerRefused:
    number: str
    sha256: str
    faults: int


@kind("batch:closed")
@dataclass(frozen=True)
class BatchClosed:
    number: str
    sha256: str
    made: int
    failed: int
