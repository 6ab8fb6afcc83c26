"""Which scanner looks at uploads, if the office has one."""

from django.conf import settings

from lintas.attachments.ports import Scanner
from lintas.attachments.scanners.clamd import Clamd


def scanner() -> Scanner | None:
    return Clamd(settings.CLAMD) if settings.CLAMD else None
