"""How long it will be, sent to who has come: the same words as on the ticket's page."""

from datetime import timedelta

from lintas.applications.models import Application
from lintas.applications.queries import office_of
from lintas.applications.telling import tell_about, zone_name
from lintas.catalogue.public import Office
from lintas.journal.public import EntryView
from lintas.queue import public as queue
from lintas.queue.public import Place

WORTH_A_MESSAGE = timedelta(minutes=10)
"""Who is expected to be called sooner stays and listens; a message costs money."""


def tell_wait(entry: EntryView) -> None:
    """Reaction to application:arrived: what was said at the arrival, not what is so now."""
    application = Application.objects.filter(pk__in=[entry.case]).first()
    stated, ticket = queue.stated_of(entry.data.ticket), queue.ticket(entry.data.ticket)
    if application is None or application.account_id is None or not stated or not ticket:
        return
    if stated.expected_at - entry.at < WORTH_A_MESSAGE:
        return
    office = office_of(application)
    tell_about(
        application,
        "arrived",
        lambda: {
            "number": application.number,
            "office": str(office.name),
            "ticket": ticket.label,
            "ahead": str(stated.ahead),
            "called_between": between(stated, office, "–"),
            "called_short": between(stated, office, "-"),
        },
        account_id=application.account_id,
        notice_id=entry.id,
        at=entry.at,
    )


def between(stated: Place, office: Office, dash: str) -> str:
    """09.40–10.05 WIB; an SMS has no long dash."""
    begins, ends = office.local(stated.from_at), office.local(stated.until_at)
    return f"{begins:%H.%M}{dash}{ends:%H.%M} {zone_name(office)}"
