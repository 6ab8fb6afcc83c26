from dataclasses import dataclass

from lintas.journal.public import kind


@kind("extra-fee:reported")
@dataclass(frozen=True)
class ExtraFeeReported:
    """Its number alone: what was told stays out of the journal."""

    number: str
