"""What is said about a draw, the waiting list and an offered place."""

from collections.abc import Mapping

from lintas.applications.models import Application
from lintas.applications.queries import office_of, service_of
from lintas.applications.telling import moment, moment_short, tell_about
from lintas.appointments import public as appointments
from lintas.journal.public import EntryView

OF_DRAWS: Mapping[str, str] = {
    "draw:entered": "draw-entered",
    "draw:missed-out": "draw-missed-out",
    "offer:made": "offer-made",
    "offer:expired": "offer-expired",
}
"""Kind of entry to notice template; wiring.py reads the kinds. Winners hear of their booking."""


def tell_of_draw(entry: EntryView) -> None:
    """Reaction: an entry is noted, a place was not won, is offered, or went on unanswered."""
    application = Application.objects.filter(pk__in=[entry.case]).first()
    if application is None or application.account_id is None or _is_of_a_day(entry):
        return
    tell_about(
        application,
        OF_DRAWS[entry.kind],
        lambda: _facts(entry, application),
        account_id=application.account_id,
        notice_id=entry.id,
        at=entry.at,
    )


def _is_of_a_day(entry: EntryView) -> bool:
    """A place kept after the office cancelled a day is told in other words (day_telling)."""
    if entry.kind == "offer:made":
        return entry.data.waiting is None
    return entry.kind == "offer:expired" and appointments.is_kept_place(entry.subject)


def _facts(entry: EntryView, application: Application) -> dict[str, str]:
    office, said = office_of(application), entry.data
    facts = {
        "number": application.number,
        "service": str(service_of(application).title),
        "town": str(office.town),
    }
    if entry.kind == "draw:entered":
        draw = appointments.draw_of(entry.subject, entry.at)
        facts["draw_ticket"] = appointments.ticket_of_entry(said.entry)
        facts["closes_at"] = moment(draw.closes_at, office)
        facts["closes_short"] = moment_short(draw.closes_at, office)
    if entry.kind == "draw:missed-out":
        facts["rank"] = str(said.rank)
    if entry.kind == "offer:made":
        facts["starts_at"] = moment(said.starts_at, office)
        facts["starts_short"] = moment_short(said.starts_at, office)
        facts["answer_until"] = moment(said.until, office)
        facts["answer_short"] = moment_short(said.until, office)
    return facts
