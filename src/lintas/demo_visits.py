"""People of a demonstration who booked a time today: a few are here, the others are yet to come.

They go their way by the real commands, so calendar, day list, console and display tell of the same
people. Once a day; whoever else is in the queue then came without an appointment.
"""

from datetime import datetime, time, timedelta

from django.conf import settings

from lintas.appointments import public as appointments
from lintas.appointments.public import SlotView
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.demo import NotADemonstration, Walk, Wanted, wanted

SERVICE = "paspor-penggantian"
NAMES = ("Enam Belas", "Tujuh Belas", "Delapan Belas", "Sembilan Belas", "Dua Puluh")
HERE = 2
"""So many of them have come already; the others come later."""
APART = timedelta(minutes=7)
"""They came one after the other, not long ago."""


def seed_visits(office_id: str, at: datetime) -> None:
    """Nothing where somebody is booked today already. Raises: NotADemonstration."""
    if not settings.DEMO:
        raise NotADemonstration
    office = catalogue.office(office_id)
    if appointments.booked_on(office.id, "", office.today(at)):
        return
    for nth, slot in enumerate(_times(office, at)):
        _visit(office, nth, slot, at)


def _times(office: Office, at: datetime) -> list[SlotView]:
    """The last time before now, then the next to come."""
    today = office.today(at)
    found = appointments.open_slots(office.id, SERVICE, today, office.moment(today, time.min))
    past = [one for one in found if one.starts_at <= at][-1:]
    later = [one for one in found if one.starts_at > at]
    return [*past, *later[: len(NAMES) - len(past)]]


def _person(nth: int, day: int) -> Wanted:
    """Visibly made up, and another one each day: nobody has two requests of one kind at a time."""
    base = next(one for one in wanted() if one.service == SERVICE)
    number = day * len(NAMES) % 10_000 + nth
    contact = f"0812 0001 {number:04d}"
    answers = {
        **base.answers,
        "nama": f"Contoh {NAMES[nth]}",
        "nik": f"130908520488{number:04d}",
        "nomor-paspor-lama": f"X1{number:06d}",
        "telepon": contact,
    }
    return base.model_copy(update={"contact": contact, "stage": "paid", "answers": answers})


def _visit(office: Office, nth: int, slot: SlotView, now: datetime) -> None:
    walk = Walk(_person(nth, now.toordinal()), office, now)
    walk.at = now - timedelta(days=1, minutes=60 - nth)
    application = walk.paid()
    walk.take(application, slot.id)
    if nth < HERE:
        walk.come(application, now - APART * (HERE - nth))
