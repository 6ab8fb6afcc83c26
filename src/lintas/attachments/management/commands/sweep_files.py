"""`manage.py sweep_files`: remove files that no application names, once they are a day old."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from lintas.attachments.models import Attachment
from lintas.attachments.storage import kept_hashes

SPARED = timedelta(days=1)


class Command(BaseCommand):
    help = "Remove kept files that no application names and that are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Attachment.objects.filter(removed_at=None)
        named = {sha for pair in rows.values_list("sha256", "preview_sha256") for sha in pair}
        removed = 0
        for sha256, place in kept_hashes():
            age = timezone.now() - default_storage.get_modified_time(place)
            if sha256 not in named and age > SPARED:
                default_storage.delete(place)
                removed += 1
        self.stdout.write(f"{removed} files removed.")
