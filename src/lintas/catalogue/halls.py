"""An outreach place as an office of its own, for the queue: other counters, other numbers.

Its id is the office's and the place's, so that whatever asks for the numbers of an office (a
counter, a display, a kiosk, an estimate) can never meet those of a boat, and needs no word for it.
"""

from datetime import time

from lintas.catalogue.office import Counter, Day, Office, Place, Span
from lintas.catalogue.outreach import OutreachPlace
from lintas.catalogue.releases import Weekday
from lintas.catalogue.words import Words

WHOLE_WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BETWEEN = "_"
"""Between office and place; no id holds one."""


def hall_id(office: str, place: str) -> str:
    """Under which name the queue knows a place; "" is the office itself."""
    return f"{office}{BETWEEN}{place}" if place else office


def home_id(hall: str) -> str:
    """The office that a hall belongs to."""
    return hall.partition(BETWEEN)[0]


def place_id(hall: str) -> str:
    return hall.partition(BETWEEN)[2]


def hall_of(office: Office, place: OutreachPlace) -> Office:
    """The office as it is where the boat has stopped."""
    hall = office.model_copy(
        update={
            "id": hall_id(office.id, place.id),
            "kind": "outreach",
            "name": Words(
                id=f"Jemput bola {place.title.id}", en=f"Outreach visit at {place.title.en}"
            ),
            "town": place.title,
            "place": Place(
                village=place.village, address=place.address, lat=place.lat, lng=place.lng
            ),
            "hours": (Day(days=WHOLE_WEEK, spans=(_hours_at(office, place.id),)),),
            "counters": _tables(office, place),
            "quota": (),
            "release": (),
            "outreach": (),
            "queue": office.queue.model_copy(update={"walk_ins": (), "rooms": (), "printers": ()}),
        }
    )
    hall.__dict__.pop("calendar", None)  # of the office's own hours
    return hall


def _hours_at(office: Office, place: str) -> Span:
    stops = [stop for one in office.outreach for stop in one.stops if stop.place == place]
    opens = min((stop.opens for stop in stops), default=time(8))
    return Span(opens=opens, closes=max((stop.closes for stop in stops), default=time(16)))


def _tables(office: Office, place: OutreachPlace) -> tuple[Counter, ...]:
    lines = tuple(sorted({line for one in office.counters for line in one.queues}))
    return tuple(
        Counter(id=f"meja-{n}", title=Words(id=f"Meja {n}", en=f"Table {n}"), queues=lines)
        for n in range(1, place.tables + 1)
    )
