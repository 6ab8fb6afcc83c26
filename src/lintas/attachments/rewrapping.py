"""Moving the keys of all files to the office's newest key; the files stay as they are."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from lintas.attachments.models import AttachmentKey, Incoming
from lintas.attachments.office_keys import OfficeKeys, office_keys
from lintas.attachments.sealing import unwrap, wrap

AT_ONCE = 500


def counts() -> dict[str, int]:
    """How many files stand under each of the office's keys, those in quarantine too."""
    found: Counter[str] = Counter()
    for rows in (AttachmentKey.objects, Incoming.objects.exclude(office_key="")):
        found.update(rows.values_list("office_key", flat=True).iterator())
    return dict(found)


def rewrap() -> int:
    """Each row by itself, so that it may stop and go on. Raises: SealBroken, OfficeKeysWrong.

    Race: a row that was erased or moved meanwhile is left as it is.
    """
    keys = office_keys()
    return sum(
        _moved(rows, keys)
        for rows in (AttachmentKey.objects.all(), Incoming.objects.exclude(office_key=""))
    )


def _moved(rows: QuerySet[Any], keys: OfficeKeys) -> int:
    moved = 0
    for row in _old(rows, keys):
        key = unwrap(keys, row.office_key, bytes(row.wrapped), row.pk)
        name, wrapped = wrap(keys, key, row.pk)
        same = rows.filter(pk=row.pk, office_key=row.office_key)
        moved += same.update(office_key=name, wrapped=wrapped)
    return moved


def _old(rows: QuerySet[Any], keys: OfficeKeys) -> Iterator[AttachmentKey | Incoming]:
    old, last = rows.exclude(office_key=keys.newest).order_by("pk"), None
    while some := list((old if last is None else old.filter(pk__gt=last))[:AT_ONCE]):
        yield from some
        last = some[-1].pk
