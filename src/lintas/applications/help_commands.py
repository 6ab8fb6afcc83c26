"""Filling in for somebody else: said at the beginning, allowed and ended by the applicant."""

import secrets as randomness
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.accounts import public as accounts
from lintas.applications.errors import ActionNotOpen, ContactNotRead
from lintas.applications.models import Application
from lintas.applications.party_entries import HelpBegun, HelpDenied, PartyAllowed, PartyEnded
from lintas.applications.party_errors import (
    HelpedAlready,
    InvitedAlready,
    NameNeeded,
    OwnContact,
    SignInFirst,
)
from lintas.applications.party_models import Confirmation, Party
from lintas.applications.party_queries import is_owner, party_of, whoever_fills_in
from lintas.applications.party_rules import EndedBy, How, Kind
from lintas.applications.rules import Status
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.kernel.text import tidy


@transaction.atomic
def begin_help(
    *,
    party_id: UUID,
    application: Application,
    name: str,
    kind: Kind,
    how: How,
    contact: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Somebody signed in says that they fill in for another; said again, it is changed.

    The draft becomes the applicant's: the secret and each browser that opened it end, and whoever
    fills in sees it by their own account alone.
    Raises: SignInFirst, ActionNotOpen, HelpedAlready, NameNeeded, ContactNotRead, OwnContact,
    InvitedAlready.
    Race: of two who say so at once a constraint lets one.
    """
    me = _may_begin(application, actor)
    if not tidy(name):
        raise NameNeeded
    theirs = application.account_id if application.account_id != actor.id else None
    reached = _applicant(application, theirs, how, contact, actor, at)
    kept = theirs if theirs is not None and theirs == reached else None
    rows = Application.objects.filter(pk=application.pk, status=Status.DRAFT)
    before = application.account_id
    rows = rows.filter(account=None) if before is None else rows.filter(account=before)
    salt, door = randomness.token_hex(8), new_id()
    if rows.update(account_id=kept, salt=salt, door=door) != 1:
        raise ActionNotOpen
    application.account_id, application.salt, application.door = kept, salt, door
    party = _party(party_id, application, actor, me, at)
    Party.objects.filter(pk=party).update(kind=kind, name=tidy(name)[:150])
    Confirmation.objects.update_or_create(
        pk=application.pk,
        defaults={"how": how, "account_id": reached, "met": theirs is not None and kept == theirs}
        | NOTHING_SAID,
    )
    data = HelpBegun(party=party, kind=kind, how=how)
    _tell(application, data, actor, at)


NOTHING_SAID = {
    "device": None,
    "device_mark": "",
    "mark": "",
    "said": "",
    "paper": None,
    "confirmed_at": None,
}


def _may_begin(application: Application, actor: Actor) -> UUID:
    if actor.id is None or actor.is_staff:
        raise SignInFirst
    if application.status != Status.DRAFT:
        raise ActionNotOpen
    filling, own = whoever_fills_in(application), party_of(application, actor)
    if filling is not None and filling.account_id != actor.id:
        raise HelpedAlready
    if filling is None and (own is not None or not is_owner(application, actor)):
        raise ActionNotOpen
    return actor.id


def _applicant(
    application: Application, theirs: UUID | None, how: How, contact: str, actor: Actor,
    at: datetime,
) -> UUID | None:  # fmt: skip
    """Whose phone or mailbox the applicant's is; one who answered from there stays."""
    present = Confirmation.objects.filter(pk=application.pk).first()
    if theirs is not None and (present is None or present.met):
        return theirs
    if how == How.PAPER:
        return None
    found = accounts.account_at(typed=contact, language=application.language, at=at)
    if found is None:
        raise ContactNotRead
    if found == actor.id:
        raise OwnContact
    if Party.objects.filter(application=application.pk, account=found, ended_at=None).exists():
        raise InvitedAlready
    return found


def _party(party_id: UUID, application: Application, actor: Actor, me: UUID, at: datetime) -> UUID:
    present = party_of(application, actor)
    if present is not None:
        known: UUID = present.pk
        return known
    try:
        with transaction.atomic():
            Party.objects.create(
                id=party_id,
                application=application,
                account_id=me,
                kind=Kind.OTHER,
                invited=False,
                since=at,
            )
    except IntegrityError:
        raise HelpedAlready from None
    return party_id


@transaction.atomic
def deny_help(*, application: Application, actor: Actor, at: datetime) -> None:
    """Whoever was written to says that this is no request of theirs, and sees it no more.

    Raises: ActionNotOpen when they have answered before, or it was sent.
    """
    unmet = Confirmation.objects.filter(pk=application.pk, account__in=[actor.id], met=False)
    mine = Application.objects.filter(
        pk__in=unmet.values("pk"), status=Status.DRAFT, account__in=[actor.id]
    )
    if mine.update(account=None) != 1:
        raise ActionNotOpen
    Confirmation.objects.filter(pk=application.pk).update(account_id=None, **NOTHING_SAID)
    _tell(application, HelpDenied(), actor, at)


@transaction.atomic
def allow_party(
    *, application: Application, party_id: UUID, sees: bool, told: bool, actor: Actor, at: datetime
) -> None:
    """What somebody may see and hear once it is sent; given and taken back by the applicant.

    Raises: ActionNotOpen.
    """
    if not is_owner(application, actor):
        raise ActionNotOpen
    note_allowed(application, party_id, sees, told, actor, at)


def note_allowed(
    application: Application, party_id: UUID, sees: bool, told: bool, actor: Actor, at: datetime
) -> None:
    """The caller knows that the applicant said so. Raises: ActionNotOpen."""
    changed = journal.change_and_record(
        Party.objects.filter(pk=party_id, application=application.pk, ended_at=None),
        {"may_see": sees, "is_told": told},
        PartyAllowed(party=party_id, sees=sees, told=told),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
    if not changed:
        raise ActionNotOpen


@transaction.atomic
def end_party(*, application: Application, party_id: UUID, actor: Actor, at: datetime) -> None:
    """The applicant sends somebody away, they leave, or an officer does it when asked to.

    Raises: ActionNotOpen.
    """
    party = Party.objects.filter(pk=party_id, application=application.pk, ended_at=None).first()
    if party is None:
        raise ActionNotOpen
    changed = journal.change_and_record(
        Party.objects.filter(pk=party_id, ended_at=None),
        {"ended_at": at, "ended_by": _whose_end(application, party, actor)},
        PartyEnded(party=party_id, by=_whose_end(application, party, actor)),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
    if not changed:
        raise ActionNotOpen


def _whose_end(application: Application, party: Party, actor: Actor) -> EndedBy:
    if actor.is_staff and actor.office == application.office:
        return EndedBy.OFFICE
    if party.account_id == actor.id:
        return EndedBy.PARTY
    if is_owner(application, actor):
        return EndedBy.APPLICANT
    raise ActionNotOpen


def may_begin_again(party: Party) -> bool:
    """Whoever fills in begins anew only with what the applicant lets them see."""
    return party.may_see and not party.invited


def carry_over(*, party: Party, source: Application, draft: Application) -> None:
    """A draft begun anew by whoever fills in is the applicant's again, and to be confirmed.

    Within the caller's transaction.
    """
    confirmation = Confirmation.objects.get(pk=source.pk)
    Application.objects.filter(pk=draft.pk).update(account_id=source.account_id, door=new_id())
    draft.refresh_from_db(fields=["account", "door"])
    confirmation.pk = draft.pk
    for name, value in NOTHING_SAID.items():
        setattr(confirmation, name, value)
    confirmation.save(force_insert=True)
    party.pk, party.application = new_id(), draft
    party.save(force_insert=True)


def forget_names(application: Application) -> None:
    """Names of others go with the answers. Within the caller's transaction."""
    Party.objects.filter(application=application.pk).update(name="")
    application.invitations.update(inviter="")


def _tell(application: Application, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
