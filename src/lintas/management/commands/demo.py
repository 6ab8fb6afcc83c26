"""`manage.py demo run|prepare|clock`: an example office with sample people and a living queue."""

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lintas.accounts import demo as accounts_demo
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.demo import seed_requests
from lintas.demo_visits import seed_visits
from lintas.kernel import clock
from lintas.processes import run_together
from lintas.queue.demo import seed_day

COMFORT = timedelta(hours=2)
STARTS_AT_HOUR = 9
CLOCK_FILE = settings.DATA / "clock-shift"


def shift_to_an_open_hour(office: catalogue.Office) -> None:
    """When the office is closed, the demonstration stands at nine of its next working day.

    A demonstration's clock never goes back: what it has recorded would lie in the future.
    """
    at = clock.now()
    if office.is_open(at) and office.is_open(at + COMFORT):
        return
    today = office.today(at)
    morning = office.calendar.next_on_or_after(today)
    wanted = _nine(office, at, morning)
    if wanted < at:
        wanted = _nine(office, at, office.calendar.next_on_or_after(today + timedelta(days=1)))
    CLOCK_FILE.write_text(str(int((clock.shift() + (wanted - at)).total_seconds())))


def _nine(office: catalogue.Office, at: datetime, day: Any) -> datetime:
    return office.local(at).replace(
        year=day.year, month=day.month, day=day.day, hour=STARTS_AT_HOUR, minute=30, second=0
    )


class Command(BaseCommand):
    help = "Prepare and run the demonstration; move its clock forward."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["run", "prepare", "clock"])
        parser.add_argument("--forward-minutes", type=int, default=0)
        parser.add_argument(
            "--requests", action="store_true", help="prepare: people's requests too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Set LINTAS_DEMO=1: this makes sample people and known passwords.")
        getattr(self, f"_{options['verb']}")(options)

    def _prepare(self, options: dict[str, Any]) -> None:
        self._ground()
        if options["requests"]:  # before the day's queue sits at the counters
            seed_requests(settings.OFFICE, clock.now())
            seed_visits(settings.OFFICE, clock.now())
        seed_day(settings.OFFICE, clock.now())

    def _ground(self) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("services", "publish", verbosity=0)
        office = catalogue.office(settings.OFFICE)
        shift_to_an_open_hour(office)
        at = clock.now()
        accounts_demo.seed_staff(office.id, at)
        appointments.prepare_slots(at)

    def _run(self, options: dict[str, Any]) -> None:
        self._prepare({**options, "requests": True})
        self.stdout.write(f"\nLintas stands at {settings.SITE_URL}\n\n")
        self.stdout.write(
            f"Staff ({settings.SITE_URL}/petugas/), password {accounts_demo.PASSWORD}:\n"
        )
        for username, name, roles, code in accounts_demo.sign_ins():
            self.stdout.write(f"  {username:8} {name:18} {roles:16} code now {code}\n")
        self.stdout.write(
            f"Anyone signs in with any phone or e-mail; codes are at {settings.SITE_URL}/pesan/\n"
            f"Display: {settings.SITE_URL}/tampilan/{settings.OFFICE}/   Stop with Ctrl-C.\n\n"
        )
        raise SystemExit(run_together(settings.PORT))

    def _clock(self, options: dict[str, Any]) -> None:
        forward = timedelta(minutes=options["forward_minutes"])
        CLOCK_FILE.write_text(str(int((clock.shift() + forward).total_seconds())))
        self.stdout.write(f"The demonstration's clock: {clock.now().isoformat()}")
