"""What is written of villages that ask for places. Who to call and what was noted is not."""

from dataclasses import dataclass
from datetime import date, datetime

from lintas.journal.public import kind


@kind("village-ask:made")
@dataclass(frozen=True)
class VillageAsked:
    place: str
    on: date
    village: str
    people: int


@kind("village-ask:withdrawn")
@dataclass(frozen=True)
class AskWithdrawn:
    place: str
    on: date


@kind("village-ask:granted")
@dataclass(frozen=True)
class VillageGranted:
    """So many places of these hours were moved to the village's own share."""

    place: str
    on: date
    village: str
    places: int
    from_at: datetime
    until_at: datetime


@kind("village-ask:declined")
@dataclass(frozen=True)
class VillageDeclined:
    place: str
    on: date
    village: str
