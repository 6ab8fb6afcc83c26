"""How long it will be, sent to who has come: the same words as on the ticket's page."""

from datetime import timedelta

from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications.models import Application
from lintas.applications.queries import office_of
from lintas.applications.telling import quiet_of, zone_name
from lintas.catalogue.public import Office
from lintas.journal.public import EntryView
from lintas.kernel.actor import system
from lintas.notices import public as notices
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
    with override(accounts.contact_of(application.account_id).language):
        facts = {
            "number": application.number,
            "office": str(office.name),
            "ticket": ticket.label,
            "ahead": str(stated.ahead),
            "called_between": between(stated, office, "–"),
            "called_short": between(stated, office, "-"),
        }
    notices.notify(
        notice_id=entry.id,
        account_id=application.account_id,
        template="arrived",
        facts=facts,
        case=application.pk,
        actor=system("notices"),
        at=entry.at,
        office=application.office,
        quiet=quiet_of(office),
    )


def between(stated: Place, office: Office, dash: str) -> str:
    """09.40–10.05 WIB; an SMS has no long dash."""
    begins, ends = office.local(stated.from_at), office.local(stated.until_at)
    return f"{begins:%H.%M}{dash}{ends:%H.%M} {zone_name(office)}"
