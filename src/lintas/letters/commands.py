"""Keeping a letter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.letters.entries import LetterMade
from lintas.letters.models import Letter
from lintas.letters.rules import Draft


@transaction.atomic
def keep_letter(
    *, case: UUID, office: str, draft: Draft, by: UUID | None, actor: Actor, at: datetime
) -> UUID:
    """Store the words as they were drafted, with their hash in the journal."""
    made = Letter.objects.create(
        id=new_id(), case=case, kind=draft.kind, body=draft.body, sha256=draft.sha256,
        made_at=at, made_by=by,
    )  # fmt: skip
    journal.record(
        LetterMade(letter=made.id, letter_kind=made.kind, sha256=made.sha256),
        subject=made.id,
        case=case,
        actor=actor,
        office=office,
        at=at,
    )
    return made.id
