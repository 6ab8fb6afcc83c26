"""A scarce service under a draw, its days, and people who want a place."""

from collections.abc import Set
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from lintas.appointments import public as appointments
from lintas.appointments.draw_models import Draw, DrawEntry
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL
from lintas.env import ROOT
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id

OFFICE, DRAWN, ROLLING = "mentawai", "paspor-percepatan", "paspor-penggantian"
PERSON = Actor(ActorKind.PERSON, new_id())
OFFICE_SOURCE = (ROOT / "offices" / "mentawai" / "office.toml").read_text()


def clock(text: str) -> datetime:
    """A moment on the office's clock: "2026-11-26 16:00"."""
    return datetime.fromisoformat(f"{text}+07:00")


def office_with(folder: Path, release: str) -> Path:
    """The example office with one more table; gives the folder of offices."""
    file = folder / "kantor-uji" / "office.toml"
    file.parent.mkdir(parents=True)
    text = OFFICE_SOURCE.replace('id = "mentawai"', 'id = "kantor-uji"', 1)
    file.write_text(text.replace("[[outreach]]", f"{release}\n[[outreach]]", 1))
    return folder


def announced(at: datetime) -> Draw:
    appointments.prepare_slots(at)
    appointments.announce_draws(at)
    return Draw.objects.get(service=DRAWN, state="announced")


def enter(
    draw: Draw,
    at: datetime,
    *,
    who: str = "",
    case: UUID | None = None,
    can: str = "any",
    shares: Set[str] = frozenset({GENERAL}),
) -> UUID:
    """Gives the case that entered."""
    case = case or new_id()
    appointments.enter_draw(
        entry_id=new_id(),
        draw_id=draw.pk,
        case=case,
        person_id=new_id(),
        identity=who or case.hex,
        can=can,
        shares=shares,
        actor=PERSON,
        at=at,
    )
    return case


def join(at: datetime, *, service: str = DRAWN, case: UUID | None = None, can: str = "any") -> UUID:
    case = case or new_id()
    appointments.join_waiting(
        waiting_id=new_id(),
        office=OFFICE,
        service=service,
        case=case,
        person_id=new_id(),
        identity=case.hex,
        can=can,
        actor=PERSON,
        at=at,
    )
    return case


def few_places(draw: Draw, most: int) -> int:
    """Leave so many places for the draw; gives how many there are."""
    rows = Slot.objects.filter(
        office=draw.office, service=draw.service, on__range=(draw.first_day, draw.last_day)
    ).order_by("starts_at")
    left = most
    for slot in rows:
        count = min(slot.held, left)
        Slot.objects.filter(pk=slot.pk).update(held=count, places=count)
        left -= count
    return most - left


def settled(draw: Draw) -> Draw:
    appointments.settle_draws(draw.closes_at)
    draw.refresh_from_db()
    return draw


def book_winners(draw: Draw) -> None:
    """What the reactions above do, without applications."""
    for entry in DrawEntry.objects.filter(draw=draw, state="won"):
        appointments.book_won(entry_id=entry.pk, actor=PERSON, at=draw.closes_at)


def slot(
    service: str, starts_at: datetime, places: int = 1, office: str = OFFICE, plan: str = ""
) -> Slot:
    plan = plan or ("draw" if service == DRAWN else "rolling")
    return Slot.objects.create(
        id=new_id(),
        office=office,
        service=service,
        on=catalogue.office(office).today(starts_at),
        starts_at=starts_at,
        minutes=30,
        places=places,
        held=places if plan == "draw" else 0,
        plan=plan,
    )


def days(count: int) -> timedelta:
    return timedelta(days=count)
