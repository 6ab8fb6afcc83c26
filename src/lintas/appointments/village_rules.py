"""Places of a boat day that are kept for one village: a share of its own. Pure."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

VILLAGE = "desa-"
"""How the share of a village begins; its code follows."""
MOST_PEOPLE = 2000


def village_share(code: str) -> str:
    return f"{VILLAGE}{code}"


def is_village(share: str) -> bool:
    return share.startswith(VILLAGE)


def code_of_share(share: str) -> str:
    return share.removeprefix(VILLAGE) if is_village(share) else ""


class Free(NamedTuple):
    """A time with so many places that are nobody's."""

    slot: UUID
    left: int


def portions(times: Sequence[Free], wanted: int) -> dict[UUID, int]:
    """From each time how many, the first hours first: a village comes together.

    Gives less than `wanted` in all where there is less.
    """
    found: dict[UUID, int] = {}
    for time in times:
        count = min(time.left, wanted - sum(found.values()))
        if count > 0:
            found[time.slot] = count
    return found
