"""What answers before Django, and how many threads Django has."""

from lintas.applications.public import in_front_of
from lintas.portal.crew import Crew, Program
from lintas.portal.kept_pages import KeptPages
from lintas.portal.serving import Web

DJANGO_THREADS = 4


def in_front(django: Program) -> Web:
    """The program of the web process."""
    kept = KeptPages(in_front_of(django))
    return Web(pages=kept, kept=kept, crew=Crew(DJANGO_THREADS))
