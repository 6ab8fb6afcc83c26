"""What must always hold of interviews: a record is what its hash says."""

import hashlib
import json
from collections.abc import Iterator

from lintas.interviews.models import Interview, Record


def check_interviews() -> Iterator[str]:
    for record in Record.objects.iterator():
        text = json.dumps(record.body, sort_keys=True)
        if hashlib.sha256(text.encode()).hexdigest() != record.sha256:
            yield f"The record of the interview {record.id} is not what was confirmed."
    lost = Interview.objects.filter(confirmed_at__isnull=False, record=None)
    for interview in lost:
        yield f"The interview of {interview.case} is confirmed and has no record."
