"""What is said to applicants, to whoever was invited, and to those who may hear the news."""

from collections.abc import Mapping
from uuid import uuid5

from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications.models import Application
from lintas.applications.party_models import Invitation, Party
from lintas.applications.party_queries import whoever_asked
from lintas.applications.party_rules import LONGEST_NAME
from lintas.applications.queries import answers_of, office_of, service_of
from lintas.applications.telling import NOTICES, quiet_of
from lintas.applications.timeline import status_text
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import system
from lintas.kernel.money import rupiah
from lintas.notices import public as notices

CONFIRM, INVITE, INVITE_APPLICANT, NEWS = (
    "party-confirm",
    "party-invite",
    "party-invite-applicant",
    "party-news",
)
"""Kinds of messages (notices/texts/)."""
TO_BESIDE = tuple(kind for kind in NOTICES if not kind.startswith("application:draft-"))
"""What is told to whoever may hear the news: all that the applicant is told once it is sent."""
TELLER = system("notices")


def send_confirmation(entry: EntryView) -> None:
    """Reaction: the code, with who filled in, for what, and what may be asked for it."""
    sent = accounts.code_of(entry.data.device)
    application = Application.objects.filter(pk__in=[entry.case]).select_related("answers").first()
    if sent is None or application is None:
        return
    service, office = service_of(application), office_of(application)
    with override(accounts.contact_of(sent.account_id).language):
        total = service.total_on(office.today(entry.at), answers_of(application))
        facts = {
            "code": sent.token,
            "number": application.number,
            "helper": whoever_asked(application, entry.actor_id)[:LONGEST_NAME],
            "request": str(service.title),
            "fee": rupiah(total),
        }
    notices.notify(
        notice_id=entry.id,
        account_id=sent.account_id,
        template=CONFIRM,
        facts=facts,
        case=application.pk,
        actor=TELLER,
        at=entry.at,
        office=application.office,
        quiet=quiet_of(office),
    )


def send_invitation(entry: EntryView) -> None:
    """Reaction: the code of an invitation, unless it was used or withdrawn meanwhile."""
    invitation = (
        Invitation.objects.filter(pk=entry.data.invitation, used_at=None, withdrawn_at=None)
        .select_related("application")
        .first()
    )
    sent = accounts.code_of(invitation.device) if invitation is not None else None
    if invitation is None or sent is None:
        return
    application = invitation.application
    with override(accounts.contact_of(sent.account_id).language):
        facts = {
            "code": sent.token,
            "number": application.number,
            "helper": invitation.inviter[:LONGEST_NAME],
            "request": str(service_of(application).title),
        }
    notices.notify(
        notice_id=entry.id,
        account_id=sent.account_id,
        template=INVITE_APPLICANT if invitation.as_applicant else INVITE,
        facts=facts,
        case=None,
        actor=TELLER,
        at=entry.at,
        office=application.office,
        quiet=quiet_of(office_of(application)),
    )


_TOLD = journal.Prepared(
    lambda case: Party.objects.filter(application=case, ended_at=None, is_told=True).select_related(
        "application"
    )
)


def tell_beside(entry: EntryView) -> None:
    """Reaction: those whom the applicant allowed to hear it are told where the request stands."""
    told = _TOLD.found(entry.case) if entry.case is not None else []
    for party in told:
        application = party.application
        notices.notify(
            notice_id=uuid5(entry.id, str(party.account_id)),
            account_id=party.account_id,
            template=NEWS,
            facts=_news(application, party),
            case=None,  # a letter stays, what was allowed may end
            actor=TELLER,
            at=entry.at,
            office=application.office,
            quiet=quiet_of(office_of(application)),
        )


def _news(application: Application, party: Party) -> Mapping[str, str]:
    """Nothing of what was written: the number, the service and where it stands."""
    with override(accounts.contact_of(party.account_id).language):
        return {
            "number": application.number,
            "service": str(service_of(application).title),
            "standing": str(status_text(application.status)),
        }
