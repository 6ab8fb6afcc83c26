"""`manage.py services check|publish|list`: the public services as data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lintas.catalogue.problems import CannotBeRead
from lintas.catalogue.public import (
    check_folder,
    check_offices,
    forget_versions,
    publish_folder,
    services,
)
from lintas.catalogue.rule_files import read_rules
from lintas.kernel import clock
from lintas.kernel.actor import system


class Command(BaseCommand):
    help = "Check the services' folders, publish new versions, list what is in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check", "publish", "list"])
        parser.add_argument("--folder", type=Path, default=settings.SERVICES_FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(options["folder"], options["verbosity"])
        except CannotBeRead as trouble:
            raise CommandError(str(trouble)) from trouble

    def _check(self, folder: Path, verbosity: int) -> None:
        found = read_rules(settings.RULES_FOLDER)
        problems = [
            *found.problems,
            *check_folder(folder, found.described),
            *check_offices(folder, settings.OFFICES_FOLDER, found.described),
        ]
        if problems:
            raise CannotBeRead(problems)
        self.stdout.write("Every service is complete, and so is every rule.")

    def _publish(self, folder: Path, verbosity: int) -> None:
        done = publish_folder(folder=folder, actor=system("command line"), at=clock.now())
        forget_versions()
        for one in done if verbosity else []:
            state = "published" if one.new else "published before"
            self.stdout.write(f"{one.slug} {one.version}: {state}")

    def _list(self, folder: Path, verbosity: int) -> None:
        for one in services():
            self.stdout.write(f"{one.id:24} {one.version:3} {one.title.id}")
