"""`manage.py staff add|list|code`: the people who work at the office."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lintas.accounts import demo
from lintas.accounts.public import add_staff, staff_of
from lintas.kernel import clock
from lintas.kernel.actor import Role, system
from lintas.kernel.ids import new_id


class Command(BaseCommand):
    help = "Add staff, list them, or (in a demonstration) show an authenticator's code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="open a staff account and print its first password")
        add.add_argument("username")
        add.add_argument("--name", required=True)
        add.add_argument("--role", action="append", required=True, choices=[r.value for r in Role])
        add.add_argument("--office", default=settings.OFFICE)
        listing = verbs.add_parser("list", help="who works here")
        listing.add_argument("--office", default=settings.OFFICE)
        code = verbs.add_parser("code", help="the demonstration's authenticator")
        code.add_argument("username", choices=[m.username for m in demo.STAFF])

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['verb']}")(options)

    def _add(self, options: dict[str, Any]) -> None:
        password = secrets.token_urlsafe(12)
        add_staff(
            account_id=new_id(),
            username=options["username"],
            name=options["name"],
            roles=frozenset(Role(role) for role in options["role"]),
            office=options["office"],
            password=password,
            actor=system("command line"),
            at=clock.now(),
        )
        self.stdout.write(f"First password of {options['username']}: {password}")
        self.stdout.write("The authenticator is set up at the first sign-in.")

    def _list(self, options: dict[str, Any]) -> None:
        for member in staff_of(options["office"]):
            roles = ", ".join(sorted(member.roles))
            self.stdout.write(f"{member.username:12} {member.name:24} {roles}")

    def _code(self, options: dict[str, Any]) -> None:
        try:
            self.stdout.write(demo.current_code(options["username"]))
        except demo.NotADemonstration as refusal:
            raise CommandError("Set LINTAS_DEMO=1: only a demonstration knows codes.") from refusal
