"""`manage.py reference`: write docs/reference/ from the code; `--check` only compares."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lintas.reference import pages


class Command(BaseCommand):
    help = "Write docs/reference/ from the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.ROOT / "docs" / "reference"
        folder.mkdir(exist_ok=True)
        stale = []
        for name, text in pages().items():
            file = folder / name
            if file.exists() and file.read_text() == text:
                continue
            if options["check"]:
                stale.append(name)
            else:
                file.write_text(text)
        if stale:
            raise CommandError(f"Run `manage.py reference`: {', '.join(stale)} is out of date.")
