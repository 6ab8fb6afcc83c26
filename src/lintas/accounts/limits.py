"""How often a thing may be tried, counted in the database so that every process counts alike."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from lintas.accounts.errors import TooManyTries
from lintas.accounts.models import Tries


def rate_limit(key: str, *, most: int, per: timedelta, at: datetime) -> None:
    """Count one try; the key is kept only as its hash.

    Raises: TooManyTries.  Race: the counter moves only while it is below the limit.
    """
    seconds = int(per.total_seconds())
    since = datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=at.tzinfo)
    hashed = hashlib.sha256(key.encode()).hexdigest()
    with transaction.atomic():
        Tries.objects.get_or_create(key=hashed, since=since)
        counted = Tries.objects.filter(key=hashed, since=since, count__lt=most)
        if counted.update(count=F("count") + 1) != 1:
            raise TooManyTries


def forget_tries(at: datetime) -> None:
    """Counts of past stretches are of no use."""
    Tries.objects.filter(since__lt=at - timedelta(days=1)).delete()
