"""What answers before Django, and how many threads Django has."""

from lintas.applications.public import BOOKINGS, in_front_of
from lintas.portal.crew import Crew, Program
from lintas.portal.kept_pages import KeptPages
from lintas.portal.quick_bookings import QuickBookings

DJANGO_THREADS = 4


def in_front(django: Program) -> Program:
    """The program of the web process."""
    BOOKINGS.start()
    return QuickBookings(KeptPages(in_front_of(Crew(django, DJANGO_THREADS))))
