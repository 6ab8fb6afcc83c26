"""`manage.py services check|publish|list`: the public services as data."""

import re
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
from lintas.kernel import clock
from lintas.kernel.actor import system

RULE = re.compile(r"^## `([a-z0-9-]+)`", re.MULTILINE)


def rules_described() -> frozenset[str]:
    """The rule ids that the rules' folder (docs/rules/) describes."""
    texts = (p.read_text() for p in settings.RULES_FOLDER.glob("*.md"))
    return frozenset(rule for text in texts for rule in RULE.findall(text))


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
        rules = rules_described()
        problems = [
            *check_folder(folder, rules),
            *check_offices(folder, settings.OFFICES_FOLDER, rules),
        ]
        if problems:
            raise CannotBeRead(problems)
        self.stdout.write("Every service is complete.")

    def _publish(self, folder: Path, verbosity: int) -> None:
        done = publish_folder(folder=folder, actor=system("command line"), at=clock.now())
        forget_versions()
        for one in done if verbosity else []:
            state = "published" if one.new else "published before"
            self.stdout.write(f"{one.slug} {one.version}: {state}")

    def _list(self, folder: Path, verbosity: int) -> None:
        for one in services():
            self.stdout.write(f"{one.id:24} {one.version:3} {one.title.id}")
