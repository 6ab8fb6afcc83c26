"""A form that is sent twice is done once: by the hidden key that its page gave it."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.applications.visit_models import FormKey
from lintas.appointments.public import KeyUsedOtherwise

KEPT = timedelta(days=3)


@transaction.atomic
def take_key(*, key: UUID, case: UUID, said: str, at: datetime) -> bool:
    """True the first time; False when the same form was done already. Part of the deed's own
    transaction: a deed that is refused gives its key back.

    Raises: KeyUsedOtherwise when the key came with something else before.
    Race: the second of two at once waits for the first at the primary key.
    """
    digest = digest_of(case, said)
    try:
        with transaction.atomic():
            FormKey.objects.create(key=key, case=case, digest=digest, made_at=at)
    except IntegrityError:
        if FormKey.objects.get(pk=key).digest != digest:
            raise KeyUsedOtherwise from None
        return False
    return True


def digest_of(case: UUID, said: str) -> str:
    return hashlib.sha256(f"{case} {said}".encode()).hexdigest()


def forget_keys(at: datetime) -> int:
    """Nobody sends the same form again after some days. Gives how many."""
    return FormKey.objects.filter(made_at__lt=at - KEPT).delete()[0]
