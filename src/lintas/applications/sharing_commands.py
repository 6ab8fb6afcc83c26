"""One draft for two: somebody is asked to write in it, comes with a code, and may leave again."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.accounts import public as accounts
from lintas.applications.errors import ActionNotOpen, ContactNotRead
from lintas.applications.models import Application
from lintas.applications.party_entries import (
    ApplicantInvited,
    ApplicantJoined,
    GuarantorInvited,
    GuarantorJoined,
    InvitationWithdrawn,
)
from lintas.applications.party_errors import (
    InvitationGone,
    InvitedAlready,
    NameNeeded,
    NoPhoneOfApplicant,
    NotShared,
    OwnInvitation,
    SignInFirst,
)
from lintas.applications.party_models import Confirmation, Invitation, Party
from lintas.applications.party_queries import confirmation_of, is_owner, party_of
from lintas.applications.party_rules import INVITATION_LASTS, How, Kind
from lintas.applications.queries import service_of
from lintas.applications.rules import Status
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.text import tidy

PURPOSE = "invite"


@transaction.atomic
def invite_guarantor(
    *, invitation_id: UUID, application: Application, contact: str, name: str, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """The applicant, or whoever fills in for them, asks the guarantor to write as well.

    Raises: SignInFirst, NotShared, ActionNotOpen, NameNeeded, ContactNotRead, OwnInvitation,
    InvitedAlready, CodeSentJustNow, TooManyTries.
    """
    _may_invite(application, actor)
    if not catalogue.has_guarantor(service_of(application)):
        raise NotShared
    if not tidy(name):
        raise NameNeeded
    _belongs_to_somebody(application, actor)
    account_id = accounts.account_at(typed=contact, language=application.language, at=at)
    if account_id is None:
        raise ContactNotRead
    if account_id == actor.id:
        raise OwnInvitation
    _invite(invitation_id, application, account_id, name, actor, at, as_applicant=False)
    _tell(application, GuarantorInvited(invitation=invitation_id), actor, at)


@transaction.atomic
def invite_applicant(
    *, invitation_id: UUID, application: Application, actor: Actor, at: datetime
) -> None:
    """Whoever fills in asks the applicant, at the contact they gave, to write as well.

    Raises: ActionNotOpen, NoPhoneOfApplicant, InvitedAlready, CodeSentJustNow, TooManyTries.
    """
    party = party_of(application, actor)
    if party is None or party.invited or application.status != Status.DRAFT:
        raise ActionNotOpen
    confirmation = confirmation_of(application)
    if confirmation is None or confirmation.account_id is None:
        raise NoPhoneOfApplicant
    there = confirmation.account_id
    _invite(invitation_id, application, there, party.name, actor, at, as_applicant=True)
    _tell(application, ApplicantInvited(invitation=invitation_id), actor, at)


def _may_invite(application: Application, actor: Actor) -> None:
    if actor.id is None or actor.is_staff:
        raise SignInFirst
    party = party_of(application, actor)
    asks = is_owner(application, actor) or (party is not None and not party.invited)
    if application.status != Status.DRAFT or not asks:
        raise ActionNotOpen


def _signed_in(actor: Actor) -> UUID:
    if actor.id is None or actor.is_staff:
        raise SignInFirst
    return actor.id


def _belongs_to_somebody(application: Application, actor: Actor) -> None:
    """A draft begun before signing in is now its writer's, so that a guarantor has whom to join."""
    if application.account_id is None and is_owner(application, actor):
        own = Application.objects.filter(pk=application.pk, account=None)
        own.update(account_id=actor.id)
        application.account_id = actor.id


def _invite(
    invitation_id: UUID, application: Application, account_id: UUID, name: str, actor: Actor,
    at: datetime, *, as_applicant: bool,
) -> None:  # fmt: skip
    """Race: of two invitations to one contact a constraint lets one."""
    there = Party.objects.filter(application=application.pk, account_id=account_id, ended_at=None)
    if there.exists() or (application.account_id == account_id and not as_applicant):
        raise InvitedAlready
    past = Invitation.objects.filter(application=application.pk, account_id=account_id)
    past.filter(used_at=None, withdrawn_at=None, expires_at__lte=at).update(withdrawn_at=at)
    device = accounts.make_code(
        account_id=account_id, purpose=PURPOSE, lasts=INVITATION_LASTS, at=at
    )
    try:
        with transaction.atomic():
            Invitation.objects.create(
                id=invitation_id,
                application=application,
                account_id=account_id,
                as_applicant=as_applicant,
                inviter=tidy(name)[:150],
                device=device,
                made_at=at,
                expires_at=at + INVITATION_LASTS,
            )
    except IntegrityError:
        raise InvitedAlready from None


@transaction.atomic
def withdraw_invitation(
    *, application: Application, invitation_id: UUID, actor: Actor, at: datetime
) -> None:
    """Raises: ActionNotOpen, SignInFirst."""
    _may_invite(application, actor)
    open_now = Invitation.objects.filter(
        pk=invitation_id, application=application.pk, used_at=None, withdrawn_at=None
    )
    if open_now.update(withdrawn_at=at) != 1:
        raise ActionNotOpen
    _tell(application, InvitationWithdrawn(invitation=invitation_id), actor, at)


def accept_invitation(
    *, party_id: UUID, invitation_id: UUID, code: str, name: str, actor: Actor, at: datetime
) -> None:
    """Whoever was invited, signed in where the code went, may write from now on; once.

    Raises: SignInFirst, InvitationGone, NameNeeded, CodeWrong, TooManyTries.
    """
    invited = _signed_in(actor)
    with transaction.atomic():
        found = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("application")
            .filter(pk=invitation_id, account=invited, used_at=None, withdrawn_at=None)
            .first()
        )
        if found is None or found.expires_at <= at or found.application.status != Status.DRAFT:
            raise InvitationGone
        if not found.as_applicant and not tidy(name):
            raise NameNeeded
        fits = accounts.fits_code(device_id=found.device, purpose=PURPOSE, code=code)
        if fits is not None and fits == actor.id:
            Invitation.objects.filter(pk=found.pk).update(used_at=at)
            if found.as_applicant:
                _join_as_applicant(found, actor, at)
            else:
                _join_as_guarantor(party_id, found, name, actor, at)
            return
    raise accounts.CodeWrong


def _join_as_guarantor(
    party_id: UUID, invitation: Invitation, name: str, actor: Actor, at: datetime
) -> None:
    application = invitation.application
    Party.objects.create(
        id=party_id,
        application=application,
        account_id=_signed_in(actor),
        kind=Kind.GUARANTOR,
        name=tidy(name)[:150],
        invited=True,
        since=at,
    )
    _tell(application, GuarantorJoined(party=party_id, invitation=invitation.pk), actor, at)


def _join_as_applicant(invitation: Invitation, actor: Actor, at: datetime) -> None:
    """Raises: InvitationGone when whoever fills in has named another contact meanwhile."""
    application = invitation.application
    named = Confirmation.objects.filter(pk=application.pk, account=_signed_in(actor), how=How.CODE)
    if named.update(met=True) != 1:
        raise InvitationGone
    Application.objects.filter(pk=application.pk, status=Status.DRAFT).update(account_id=actor.id)
    _tell(application, ApplicantJoined(invitation=invitation.pk), actor, at)


def _tell(application: Application, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
