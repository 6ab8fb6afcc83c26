"""What must always hold of tickets."""

from collections.abc import Iterator

from django.db.models import Count, Max

from lintas.queue.models import LastNumber, Ticket


def check_queue() -> Iterator[str]:
    """Gives a sentence for each day and letter whose numbers have a gap."""
    days = Ticket.objects.values("office", "on", "letter").annotate(
        last=Max("number"), count=Count("id")
    )
    for day in days:
        kept = LastNumber.objects.filter(
            office=day["office"], on=day["on"], letter=day["letter"]
        ).first()
        if day["last"] != day["count"] or kept is None or kept.number != day["last"]:
            yield f"Numbers of {day['letter']} on {day['on']} have a gap: {day}."
