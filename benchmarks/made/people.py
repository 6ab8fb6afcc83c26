"""Thousands of people with a session each and a paid request that may choose a time."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from lintas.accounts.models import Account
from lintas.applications.models import Answers, Application
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.kernel.ids import new_id

SERVICE = "paspor-penggantian"
BACKEND = "django.contrib.auth.backends.ModelBackend"
TIMES = 20


def make_people(count: int, at: datetime, file: Path) -> None:
    """Writes who they are to a file: a session and a request each."""
    accounts = [
        Account(id=new_id(), phone=f"+62813{nth:08d}", opened_at=at) for nth in range(count)
    ]
    Account.objects.bulk_create(accounts, batch_size=1000)
    version = catalogue.service(SERVICE).version
    requests = [
        Application(
            id=new_id(),
            number=f"MTW-B{nth:06d}",
            salt=f"{nth:08d}",
            office="mentawai",
            service=SERVICE,
            service_version=version,
            account=account,
            status=Status.PAID,
            status_since=at,
            created_at=at,
        )
        for nth, account in enumerate(accounts)
    ]
    Application.objects.bulk_create(requests, batch_size=1000)
    Answers.objects.bulk_create(
        (
            Answers(application=one, written_at=at, data={"nik": f"130908{nth:010d}"})
            for nth, one in enumerate(requests)
        ),
        batch_size=1000,
    )
    sessions = [_session(account) for account in accounts]
    Session.objects.bulk_create(sessions, batch_size=1000)
    people = zip((s.session_key for s in sessions), (str(r.pk) for r in requests), strict=True)
    file.write_text(json.dumps(list(people)))
    if connection.vendor == "postgresql":  # as autovacuum leaves them
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _session(account: Account) -> Session:
    said = {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: account.get_session_auth_hash(),
    }
    return Session(
        session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
        session_data=SessionStore().encode(said),
        expire_date=timezone.now() + timedelta(days=1),
    )


def make_places(count: int, at: datetime) -> None:
    """So many places, all on one day; the other days of the calendar have none."""
    appointments.prepare_slots(at)
    Slot.objects.filter(service=SERVICE).update(places=0)
    on = catalogue.office("mentawai").today(at) + timedelta(days=3)
    first = catalogue.office("mentawai").moment(on, datetime.min.time().replace(hour=8))
    Slot.objects.filter(service=SERVICE, on=on).delete()
    Slot.objects.bulk_create(
        Slot(
            id=new_id(),
            office="mentawai",
            service=SERVICE,
            on=on,
            starts_at=first + timedelta(minutes=20 * nth),
            minutes=20,
            places=count // TIMES,
        )
        for nth in range(TIMES)
    )
