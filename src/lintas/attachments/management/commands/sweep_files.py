"""`manage.py sweep_files`: remove what no application holds any more, as the worker does daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lintas.attachments.tasks import sweep_files, sweep_quarantine
from lintas.kernel import clock


class Command(BaseCommand):
    help = "Remove files that no application has held for a day, and what is over in quarantine."

    def handle(self, *args: Any, **options: Any) -> None:
        at, wall = clock.now(), timezone.now()
        removed = sweep_quarantine(at=at, wall=wall) + sweep_files(at=at, wall=wall)
        self.stdout.write(f"{removed} files removed.")
