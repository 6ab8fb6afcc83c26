"""What must always hold in the calendar."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from lintas.appointments.models import Booking, Slot

HOLDING = [Booking.Status.LIVE, Booking.Status.KEPT, Booking.Status.MISSED]


def check_appointments() -> Iterator[str]:
    """Gives a sentence for each slot whose counter is not the number of its bookings."""
    counted = Slot.objects.annotate(held=Count("bookings", filter=Q(bookings__status__in=HOLDING)))
    for slot in counted.exclude(taken=F("held")):
        yield f"Slot {slot.pk}: the counter says {slot.taken}, the bookings are {slot.held}."
