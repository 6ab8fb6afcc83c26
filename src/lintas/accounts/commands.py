"""Opening accounts, sending and checking codes, giving roles."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lintas.accounts.codes import SIGN_IN_LASTS, fits_code, new_device
from lintas.accounts.entries import AccountOpened, CodeRequested, RoleGiven, SignedIn
from lintas.accounts.errors import CodeWrong
from lintas.accounts.models import Account, CodeDevice, StaffRole
from lintas.accounts.rules import Address, address_of
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role


@transaction.atomic
def request_code(*, address: Address, language: str, at: datetime) -> UUID:
    """Make a one-time code for this phone or mailbox, opening an account when it is new.

    The journal's reaction sends it. Gives the device's id: each request has a code and a count of
    slips of its own, so that a stranger who asks and guesses stands in nobody's way.
    Raises: CodeSentJustNow.  Race: the contact is unique, so two requests open one account.
    """
    account, new = Account.objects.get_or_create(
        **{address.by: address.value}, defaults={"opened_at": at, "language": language}
    )
    actor = Actor(kind=ActorKind.PERSON, id=account.id)
    if new:
        journal.record(
            AccountOpened(by=address.by), subject=account.id, actor=actor, office="", at=at
        )
    Account.objects.select_for_update().get(pk=account.pk)
    device = new_device(account.pk, CodeDevice.SIGN_IN, SIGN_IN_LASTS)
    journal.record(CodeRequested(by=address.by), subject=device.id, actor=actor, office="", at=at)
    device_id: UUID = device.id
    return device_id


@transaction.atomic
def account_at(*, typed: str, language: str, at: datetime) -> UUID | None:
    """The account reached at a phone or mailbox, opened when new; None when it is neither.

    Nobody has shown to own it: it may be written to, and opens nothing.
    """
    address = address_of(typed)
    if address is None:
        return None
    account, new = Account.objects.get_or_create(
        **{address.by: address.value}, defaults={"opened_at": at, "language": language}
    )
    if new:
        actor = Actor(kind=ActorKind.PERSON, id=account.id)
        journal.record(
            AccountOpened(by=address.by), subject=account.id, actor=actor, office="", at=at
        )
    found: UUID = account.id
    return found


def enter_code(*, device_id: UUID, code: str, at: datetime) -> Account:
    """Check a one-time code; it works once. Slips are slowed down; after five, ask for another.

    Raises: CodeWrong, TooManyTries.
    """
    with transaction.atomic():
        account_id = fits_code(device_id=device_id, purpose=CodeDevice.SIGN_IN, code=code)
        if account_id is not None:
            account = Account.objects.get(pk=account_id)
            actor = Actor(kind=ActorKind.PERSON, id=account.id)
            journal.record(SignedIn(by="code"), subject=account.id, actor=actor, office="", at=at)
            return account
    raise CodeWrong


@transaction.atomic
def choose_language(*, account_id: UUID, language: str, at: datetime) -> None:
    """The language of what we send; one we do not write in changes nothing."""
    if language in dict(settings.LANGUAGES):
        Account.objects.filter(pk=account_id).update(language=language)


def forget_codes(at: datetime) -> None:
    """Codes of days past can neither be entered nor sent."""
    CodeDevice.objects.filter(valid_until__lt=at - timedelta(days=1)).delete()


@transaction.atomic
def add_staff(
    *,
    account_id: UUID,
    username: str,
    name: str,
    roles: frozenset[Role],
    office: str,
    password: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Open a staff account with its roles; an existing username gets the roles that lack."""
    account, new = Account.objects.get_or_create(
        username=username, defaults={"id": account_id, "name": name, "opened_at": at}
    )
    if new:
        account.set_password(password)
        account.save(update_fields=["password"])
        journal.record(
            AccountOpened(by="username"), subject=account.id, actor=actor, office=office, at=at
        )
    for role in sorted(roles):
        _held, given = StaffRole.objects.get_or_create(account=account, role=role, office=office)
        if given:
            journal.record(
                RoleGiven(role=role), subject=account.id, actor=actor, office=office, at=at
            )


@transaction.atomic
def note_staff_sign_in(*, account_id: UUID, office: str, at: datetime) -> None:
    actor = Actor(kind=ActorKind.STAFF, id=account_id, office=office)
    journal.record(SignedIn(by="password"), subject=account_id, actor=actor, office=office, at=at)
