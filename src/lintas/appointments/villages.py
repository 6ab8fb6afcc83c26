"""Places of a boat day kept for a village: the part of the front door that is about them."""

from lintas.appointments.errors import (
    AskedAlready,
    AskNotYours,
    AskOver,
    AskTooLate,
    AskUnclear,
    DeclinedWithoutReason,
    GrantUnclear,
    NotSoManyPlaces,
    TooFewPeople,
)
from lintas.appointments.village_commands import (
    VILLAGE_KEEPERS,
    ask_for_village,
    decline_ask,
    forget_asks,
    grant_ask,
    withdraw_ask,
)
from lintas.appointments.village_queries import (
    AskView,
    ask_of,
    asks_of,
    frees_at,
    open_asks,
    shares_of_village,
)

__all__ = [
    "VILLAGE_KEEPERS",
    "AskNotYours",
    "AskOver",
    "AskTooLate",
    "AskUnclear",
    "AskView",
    "AskedAlready",
    "DeclinedWithoutReason",
    "GrantUnclear",
    "NotSoManyPlaces",
    "TooFewPeople",
    "ask_for_village",
    "ask_of",
    "asks_of",
    "decline_ask",
    "forget_asks",
    "frees_at",
    "grant_ask",
    "open_asks",
    "shares_of_village",
    "withdraw_ask",
]
