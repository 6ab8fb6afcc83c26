"""Numbers of a day for the tests of the queue; the office is the one in offices/."""

from datetime import date, datetime, timedelta
from pathlib import Path

from lintas.env import ROOT
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.queue import public as queue

OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
DAY = date(2026, 11, 25)


def issued(
    at: datetime, minutes: int = 0, *, letter: str = "A", office: str = "mentawai", on: date = DAY
) -> queue.TicketView:
    return queue.issue_ticket(
        ticket_id=new_id(),
        office=office,
        on=on,
        letter=letter,
        service="paspor-penggantian",
        case=None,
        booking_id=None,
        due_at=at + timedelta(minutes=minutes),
        actor=OFFICER,
        at=at,
    )


def arrived(at: datetime, minutes: int = 0, *, letter: str = "A") -> queue.TicketView:
    made = issued(at, minutes, letter=letter)
    return queue.arrive(ticket_id=made.id, actor=OFFICER, at=at)


def with_priority(at: datetime) -> queue.TicketView:
    return queue.walk_in(
        ticket_id=new_id(),
        office="mentawai",
        service="paspor-penggantian",
        reason="contoh",
        actor=OFFICER,
        at=at,
    )


def call(counter: str, at: datetime) -> queue.TicketView | None:
    return queue.call_next(office="mentawai", counter=counter, actor=OFFICER, at=at)


def serving(counter: str, at: datetime) -> queue.TicketView:
    """Whom this counter calls next, at the counter."""
    called = call(counter, at)
    assert called is not None
    return queue.start(ticket_id=called.id, actor=OFFICER, at=at)


def offices(folder: Path, **changes: str) -> Path:
    """Two offices: Mentawai with lines replaced or added at its end, and one more."""
    text = (ROOT / "offices" / "mentawai" / "office.toml").read_text() + changes.get("more", "")
    for name, said in (("mentawai", text), ("padang", _another(text))):
        (folder / name).mkdir(parents=True)
        (folder / name / "office.toml").write_text(said)
    return folder


def _another(text: str) -> str:
    other = text.replace('id = "mentawai"', 'id = "padang"', 1).replace('"MTW"', '"PDG"', 1)
    return other.replace("Kantor Imigrasi Mentawai (contoh)", "Kantor Imigrasi Padang (contoh)")
