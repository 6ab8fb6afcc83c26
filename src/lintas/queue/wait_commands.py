"""Saying how long it will be, noting what came, and learning from it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.journal.public import EntryView
from lintas.queue.estimate_models import LearnedPace, StatedWait
from lintas.queue.pace_queries import learned
from lintas.queue.pace_text import as_json
from lintas.queue.wait_queries import place_of

LEARN_AGAIN = timedelta(hours=1)


def state_wait(*, ticket_id: UUID, office: str, on: date, at: datetime) -> None:
    """Keep what this number is told as its holder comes; the first word counts."""
    told = place_of(ticket_id, at)
    if told is None:
        return
    StatedWait.objects.get_or_create(
        ticket_id=ticket_id,
        defaults={
            "office": office,
            "on": on,
            "stated_at": at,
            "ahead": told.ahead,
            "expected_at": told.expected_at,
            "from_at": told.from_at,
            "until_at": told.until_at,
        },
    )


def note_call(entry: EntryView) -> None:
    """A number that was told its wait is called for the first time (reaction to its calls)."""
    StatedWait.objects.filter(ticket_id=entry.subject, called_at=None).update(called_at=entry.at)


def note_call_undone(entry: EntryView) -> None:
    """A call by mistake was none (reaction to ticket:call-undone)."""
    StatedWait.objects.filter(ticket_id=entry.subject).update(called_at=None)


def learn_pace(at: datetime) -> None:
    """Each office that has not learned for an hour reads its last days anew.

    Race: several workers may learn the same; the last one's word stands, and they agree.
    """
    for office in catalogue.offices():
        known = LearnedPace.objects.filter(pk=office.id).first()
        if known is not None and known.learned_at > at - LEARN_AGAIN:
            continue
        found = as_json(learned(office, at))
        LearnedPace.objects.update_or_create(
            office=office.id, defaults={"learned_at": at, "pace": found}
        )
