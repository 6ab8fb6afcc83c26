"""What the news of an upload does to its application."""

from lintas.applications.models import Correction
from lintas.journal.public import EntryView


def note_paper(entry: EntryView) -> None:
    """Reaction to `attachment:stored`: a paper that was asked for again has come.

    It may come long after its last byte, when the scanner was away in between.
    """
    asked = Correction.objects.filter(application=entry.case, item=f"paper:{entry.data.purpose}")
    asked.filter(done_at=None, asked_at__lte=entry.at).update(done_at=entry.at)
