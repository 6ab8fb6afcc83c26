"""`manage.py verify`: whether everything holds that must always hold; exit code 1 if not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lintas.invariants import all_checks, broken


class Command(BaseCommand):
    help = "Check what must always hold in the database and among the files."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(broken())
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{len(found)} things do not hold.")
        self.stdout.write(f"All {len(all_checks())} checks hold.")
