"""A kind of entry that only tests write."""

from dataclasses import dataclass

from lintas.journal import public as journal


@journal.kind("sample:noted")
@dataclass(frozen=True)
class SampleNoted:
    number: int
    text: str = ""
