"""What answers before Django, how many threads Django has, and how they share the processor."""

import gc
from importlib import import_module

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from lintas.applications.public import MEMORY, in_front_of
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.portal.crew import Crew, GivingWay, Program
from lintas.portal.kept_pages import KeptPages
from lintas.portal.serving import Web

DJANGO_THREADS, INSIDE_THREADS = 4, 1
"""Whoever was let in from a lobby has a thread of their own, behind all others: thirty who come in
within one moment wait for each other, and nobody else for them."""
YOUNG = 10_000
PAGES_OF_A_RUSH = tuple(f"applications/{one}.html" for one in ("lobby", "schedule", "status"))


def in_front(django: Program) -> Web:
    """The program of the web process."""
    kept = KeptPages(in_front_of(django))
    crew = Crew(DJANGO_THREADS)
    giving = GivingWay(crew)
    MEMORY.gives_way, MEMORY.pauses = giving.begin, giving.pause
    return Web(pages=kept, kept=kept, crew=crew, inside=Crew(INSIDE_THREADS, behind=crew))


def settle_down() -> None:
    """Once, before the first request: what every page needs is there, and is looked through by
    the garbage collector no more.
    """
    import_module(settings.ROOT_URLCONF)
    for office in catalogue.offices():
        office.is_open(clock.now())  # the law's holidays are a library of its own
    for code, _ in settings.LANGUAGES:
        with override(code):
            reverse("portal:home")  # all addresses are sorted at the first of each language
    for name in PAGES_OF_A_RUSH:
        get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
