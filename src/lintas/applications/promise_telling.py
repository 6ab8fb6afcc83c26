"""Who hears of the clock: the person of a pause or a delay, the office before it is late."""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from django.utils.formats import date_format

from lintas.applications.models import Application
from lintas.applications.promises import RETURNED, ground_title
from lintas.applications.queries import service_of
from lintas.applications.telling import tell_about
from lintas.journal.public import EntryView
from lintas.promises import public as promises

TO_PEOPLE: Mapping[str, str] = {
    "promise:paused": "promise-paused",
    "promise:resumed": "promise-resumed",
    "promise:extended": "promise-extended",
    "promise:delayed": "promise-delayed",
    "promise:broken": "promise-broken",
}
TO_STAFF: Mapping[str, str] = {
    "promise:pressing": "promise-pressing",
    "promise:urgent": "promise-urgent",
    "promise:broken": "promise-late",
}
"""Kind of entry to notice template; wiring.py reads the kinds from here."""


def tell_of_promise(entry: EntryView) -> None:
    """Reaction: the clock stands still, goes on, or will be late; of a return they know already."""
    if entry.kind == "promise:paused" and entry.data.reason == RETURNED:
        return
    application = _of(entry)
    if application is None or application.account_id is None:
        return
    _tell(entry, application, application.account_id, TO_PEOPLE[entry.kind], entry.id)


def warn_staff(entry: EntryView, staff: Iterable[UUID]) -> None:
    """Tell these members of staff that a promise presses; whose turn it is, casework knows."""
    application = _of(entry)
    if application is None:
        return
    for account_id in sorted(staff):
        notice = uuid5(entry.id, str(account_id))
        _tell(entry, application, account_id, TO_STAFF[entry.kind], notice)


def _of(entry: EntryView) -> Application | None:
    return Application.objects.filter(pk__in=[entry.case]).first()


def _tell(
    entry: EntryView, application: Application, account_id: UUID, template: str, notice: UUID
) -> None:
    tell_about(
        application,
        template,
        lambda: _facts(entry, application),
        account_id=account_id,
        notice_id=notice,
        at=entry.at,
    )


def _facts(entry: EntryView, application: Application) -> dict[str, str]:
    """What the entry said then; a clock that has moved since tells of that itself."""
    promise = promises.promise_of(entry.subject)
    said = entry.data
    until = getattr(said, "announced_on", None) or getattr(said, "due_on", None)
    if until is None and promise is not None:
        until = promise.expected_on
    return {
        "number": application.number,
        "service": str(service_of(application).title),
        "due_on": date_format(until, "l j F Y") if until else "",
        "due_short": date_format(until, "j M Y") if until else "",
        "reason": ground_title(said.reason) if hasattr(said, "reason") else "",
    }
