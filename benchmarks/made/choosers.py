"""People with an account, a session and a paid application, and times for them to choose.

Made in bulk; each row is as the commands leave it. Person n has everything with n in its id.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.utils import timezone

from lintas.accounts.models import Account, Session
from lintas.accounts.sessions import SessionStore
from lintas.applications.models import Answers, Application
from lintas.appointments import public as appointments
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.journal.public import add_rows
from lintas.kernel.ids import new_id

OFFICE, SERVICE = "mentawai", "paspor-penggantian"
(BACKEND,) = settings.AUTHENTICATION_BACKENDS
AT_ONCE = 5000
TIMES = 20
"""Of one day."""
SLOT = ("id", "office", "service", "on", "starts_at", "minutes", "places")


def account_id(n: int) -> UUID:
    return UUID(f"00000000-0000-7000-8000-{n:012x}")


def application_id(n: int) -> UUID:
    return UUID(f"00000000-0000-7000-9000-{n:012x}")


def slot_id(n: int) -> UUID:
    return UUID(f"00000000-0000-7000-a000-{n:012x}")


def session_key(n: int) -> str:
    return hashlib.sha256(f"session {n}".encode()).hexdigest()[:32]


def make_choosers(first: int, count: int, at: datetime) -> None:
    for begin in range(first, first + count, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, first + count))
        with transaction.atomic():
            add_rows(
                Account,
                ("id", "password", "phone", "opened_at"),
                [(account_id(n), "", f"+62800{n:08d}", at) for n in numbers],
            )
            _make_requests(numbers, at)
            _make_sessions(numbers)


def _make_requests(numbers: Iterable[int], at: datetime) -> None:
    version = catalogue.service(SERVICE).version
    add_rows(
        Application,
        (
            *("id", "number", "salt", "door", "office", "service", "service_version"),
            *("account", "status", "status_since", "created_at", "submitted_at"),
        ),
        [
            (
                *(application_id(n), f"UJI-{n}", f"{n:032x}", UUID(int=n), OFFICE, SERVICE),
                *(version, account_id(n), "paid", at, at, at),
            )
            for n in numbers
        ],
    )
    said = [(application_id(n), f'{{"nik": "130908{n:010d}"}}') for n in numbers]
    add_rows(Answers, ("application", "data"), said)


def _make_sessions(numbers: Iterable[int]) -> None:
    known = Account(password="").get_session_auth_hash()
    store, ends = SessionStore(), timezone.now() + timedelta(days=1)

    def said(n: int) -> str:
        own = {SESSION_KEY: str(account_id(n)), BACKEND_SESSION_KEY: BACKEND}
        return store.encode({**own, HASH_SESSION_KEY: known})

    rows = [(session_key(n), said(n), ends, account_id(n), known) for n in numbers]
    add_rows(Session, ("session_key", "session_data", "expire_date", "account", "knew"), rows)


def make_slots(first: int, count: int, places: int, at: datetime) -> None:
    """Twenty times a day, from tomorrow on."""
    office = catalogue.office(OFFICE)
    rows = []
    for n in range(count):
        day, nth = divmod(n, TIMES)
        starts_at = at + timedelta(days=1 + day, minutes=15 * nth + first / 1000)
        on = office.today(starts_at)
        rows.append((slot_id(first + n), OFFICE, SERVICE, on, starts_at, 15, places))
    with transaction.atomic():
        add_rows(Slot, SLOT, rows)


def make_places(count: int, at: datetime) -> None:
    """So many places, all on one day; the other days of the calendar have none."""
    appointments.prepare_slots(at)
    Slot.objects.filter(service=SERVICE).update(places=0)
    office = catalogue.office(OFFICE)
    on = office.today(at) + timedelta(days=3)
    first = office.moment(on, datetime.min.time().replace(hour=8))
    Slot.objects.filter(service=SERVICE, on=on).delete()
    times = [first + timedelta(minutes=20 * nth) for nth in range(TIMES)]
    with transaction.atomic():
        rows = [(new_id(), OFFICE, SERVICE, on, one, 20, count // TIMES) for one in times]
        add_rows(Slot, SLOT, rows)
