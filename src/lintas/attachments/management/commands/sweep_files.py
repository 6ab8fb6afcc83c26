"""`manage.py sweep_files`: remove files that no application names, once they are a day old."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from lintas.attachments.queries import is_named
from lintas.attachments.storage import unnamed

SPARED = timedelta(days=1)


class Command(BaseCommand):
    help = "Remove kept files that no application names and that are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = 0
        for place in unnamed(is_named, SPARED):
            default_storage.delete(place)
            removed += 1
        self.stdout.write(f"{removed} files removed.")
