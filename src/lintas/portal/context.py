"""What every page knows, without asking the database."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.kernel import clock


@dataclass(frozen=True)
class Site:
    """`clock_shift` is how far the demonstration's clock stands from the wall clock.

    Unit: seconds.
    """

    language: str
    office: Office
    demo: bool
    now: datetime
    clock_shift: int


def site() -> Site:
    return Site(
        language=get_language() or settings.LANGUAGE_CODE,
        office=catalogue.office(settings.OFFICE),
        demo=settings.DEMO,
        now=clock.now(),
        clock_shift=int(clock.shift().total_seconds()) if settings.DEMO else 0,
    )


def page(request: HttpRequest) -> dict[str, object]:
    """The context processor. `site` is one name, so that no view's own words are covered."""
    here = site()
    return {"site": here, "LANGUAGE_CODE": here.language}
