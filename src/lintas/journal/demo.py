"""What the worker does, at once: for a demonstration's past, and for tests."""

from datetime import datetime

from lintas.journal import reactions
from lintas.journal.models import Reaction
from lintas.journal.sequencer import order_entries


def follow(at: datetime) -> None:
    """Order the journal and run every reaction, until nothing follows any more."""
    while order_entries(at):
        waiting = Reaction.objects.filter(state=Reaction.State.WAITING)
        for handler, stream in set(waiting.values_list("handler", "stream")):
            reactions.run_stream(handler, stream)
