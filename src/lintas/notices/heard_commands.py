"""Words that people write to us and that another part of the house answers, by a message."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.accounts.public import rate_limit
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from lintas.notices.entries import WordHeard
from lintas.notices.models import HeardWord

LONGEST = 160
ANSWERED_WITHIN = timedelta(days=2)


@transaction.atomic
def hand_on(*, account_id: UUID, text: str, about: str, at: datetime) -> None:
    """Keep what was written until it is answered; the entry says what it is about and no more.

    Raises: TooManyTries.
    """
    rate_limit(f"word:{account_id}", most=10, per=timedelta(hours=1), at=at)
    row = HeardWord.objects.create(
        id=new_id(), account_id=account_id, text=text.strip()[:LONGEST], heard_at=at
    )
    actor = Actor(kind=ActorKind.PERSON, id=account_id)
    journal.record(WordHeard(about=about), subject=row.pk, actor=actor, office="", at=at)


def take_word(word_id: UUID) -> tuple[UUID, str] | None:
    """Who wrote it and what; it is gone with that. Part of the caller's transaction."""
    row = HeardWord.objects.filter(pk=word_id).first()
    if row is None or not HeardWord.objects.filter(pk=word_id).delete()[0]:
        return None
    return row.account_id, row.text


def forget_words(at: datetime) -> int:
    """Nothing personal stays because nobody answered it. Gives how many."""
    return HeardWord.objects.filter(heard_at__lt=at - ANSWERED_WITHIN).delete()[0]
