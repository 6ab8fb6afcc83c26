"""The lobby: where people wait online while more come for places than the machine can serve.

Part of office.toml, `[lobby]`. An office that writes nothing has these numbers.
"""

from pydantic import Field

from lintas.catalogue.words import Strict


class LobbyPlan(Strict):
    minutes_inside: int = Field(default=10, ge=3, le=60)
    """How long somebody who was let in has to choose a time; it stands on the page."""
    early_minutes: int = Field(default=60, ge=5, le=240)
    """Weekly places: this long before the published hour people may come and wait."""
    rush: int = Field(default=60, ge=0, le=10_000)
    """So many people at one calendar within a minute open a lobby by themselves; 0 is never."""
    most_inside: int = Field(default=200, ge=5, le=5_000)
    """Never more than so many are let in at once, however quick the answers are."""
