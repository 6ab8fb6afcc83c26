"""`manage.py office_keys`: make a key of the office, see which are used, move all to the newest."""

import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lintas.attachments.office_keys import OfficeKeysWrong, new_line, office_keys
from lintas.attachments.rewrapping import counts, rewrap
from lintas.attachments.sealing import SealBroken


class Command(BaseCommand):
    help = "The office's keys that wrap the keys of files (docs/howto/office-keys.md)."
    requires_system_checks: list[str] = []  # the first key is made while there is none

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["new", "used", "rewrap"])
        parser.add_argument("name", nargs="?", default="", help="of a new key: 2026-11")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "new":
            if not re.fullmatch(r"[\w.-]{1,40}", options["name"]):
                raise CommandError("Give the key a name of letters, digits and dashes: 2026-11")
            sys.stdout.write(new_line(options["name"]))
            return
        try:
            if options["what"] == "rewrap":
                self.stdout.write(f"{rewrap()} keys moved to {office_keys().newest}.")
            for name, count in counts().items():
                self.stdout.write(f"{name}: {count} files")
        except (OfficeKeysWrong, SealBroken) as trouble:
            raise CommandError(str(trouble)) from trouble
