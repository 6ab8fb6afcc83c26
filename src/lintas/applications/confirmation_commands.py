"""The applicant says yes to what somebody else wrote: by code, on paper, or in person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.accounts import public as accounts
from lintas.applications.errors import ActionNotOpen
from lintas.applications.help_commands import note_allowed
from lintas.applications.models import Answers, Application
from lintas.applications.party_entries import ConfirmationAsked, Confirmed
from lintas.applications.party_errors import (
    CodeForOtherText,
    ConfirmationNeeded,
    ConfirmationWaits,
    ConfirmedOtherwise,
    ConfirmWhenComplete,
    NoPhoneOfApplicant,
    SheetIsOld,
)
from lintas.applications.party_models import Confirmation, Party
from lintas.applications.party_queries import confirmation_of, mark_now, party_of
from lintas.applications.party_rules import CODE_LASTS, PAPER, How, sheet_sign
from lintas.applications.queries import missing_from, service_of
from lintas.applications.rules import WRITABLE
from lintas.attachments import public as attachments
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

PURPOSE = "confirm"


@transaction.atomic
def ask_code(*, application: Application, actor: Actor, at: datetime) -> None:
    """Have a code sent to the applicant's own contact, good for what is written now.

    From then on the applicant sees the draft by signing in there.
    Raises: ActionNotOpen, ConfirmWhenComplete, NoPhoneOfApplicant, CodeSentJustNow, TooManyTries.
    """
    _beside(application, actor)
    confirmation = _locked(application)
    _complete(application)
    account_id = confirmation.account_id
    if account_id is None:
        raise NoPhoneOfApplicant
    device = accounts.make_code(account_id=account_id, purpose=PURPOSE, lasts=CODE_LASTS, at=at)
    Confirmation.objects.filter(pk=application.pk).update(
        device=device, device_mark=mark_now(application)
    )
    if application.account_id is None:
        Application.objects.filter(pk=application.pk, account=None).update(account_id=account_id)
        application.account_id = account_id
    _tell(application, ConfirmationAsked(device=device), actor, at)


def confirm_with_code(*, application: Application, code: str, actor: Actor, at: datetime) -> None:
    """The code that went to the applicant was handed on, or typed by themselves.

    Raises: CodeWrong, TooManyTries, CodeForOtherText, ActionNotOpen.
    """
    with transaction.atomic():
        confirmation = _locked(application)
        mark = mark_now(application)
        if confirmation.device is None or confirmation.account_id is None:
            raise accounts.CodeWrong
        if confirmation.device_mark != mark:
            raise CodeForOtherText
        fits = accounts.fits_code(device_id=confirmation.device, purpose=PURPOSE, code=code)
        if fits == confirmation.account_id:
            _note(application, How.CODE, mark, actor, at)
            return
    raise accounts.CodeWrong


@transaction.atomic
def confirm_in_person(*, application: Application, actor: Actor, at: datetime) -> None:
    """The applicant, signed in, has read it. Raises: ActionNotOpen, ConfirmWhenComplete."""
    if actor.id is None or application.account_id != actor.id:
        raise ActionNotOpen
    _locked(application)
    _complete(application)
    _note(application, How.SELF, mark_now(application), actor, at)


def keep_sheet(
    *, application: Application, name: str, content: attachments.Upload, actor: Actor, at: datetime
) -> None:
    """Take the photo of a signed sheet; an earlier one goes. Raises: ActionNotOpen, UploadRefused.

    It counts once its code was typed (confirm_on_paper), so that a slip there costs no photo.
    """
    _beside(application, actor)
    if application.status not in WRITABLE:
        raise ActionNotOpen
    before = [a for a in attachments.attachments_of(application.pk) if a.purpose == PAPER]
    attachments.store_upload(
        attachment_id=new_id(),
        case=application.pk,
        purpose=PAPER,
        name=name,
        content=content,
        office=application.office,
        actor=actor,
        at=at,
    )
    for old in before:
        attachments.remove_attachment(
            attachment_id=old.id, office=application.office, actor=actor, at=at
        )


@transaction.atomic
def confirm_on_paper(
    *, application: Application, sign: str, sees: bool, told: bool, actor: Actor, at: datetime
) -> None:
    """A sheet signed or thumb-printed by the applicant was photographed.

    `sign` is printed on it and tells whether it was printed for what is written now; `sees` and
    `told` are what the applicant ticked there.
    Raises: ActionNotOpen, NoFile, SheetIsOld, ConfirmWhenComplete.
    """
    party = _beside(application, actor)
    _locked(application)
    _complete(application)
    paper = sheet_of(application.pk)
    if paper is None:
        raise attachments.NoFile
    mark = mark_now(application)
    if "".join(sign.split()).upper() != sheet_sign(mark, application.number):
        raise SheetIsOld
    if (party.may_see, party.is_told) != (sees, told):
        note_allowed(application, party.pk, sees, told, actor, at)
    _note(application, How.PAPER, mark, actor, at, paper=paper)


def sheet_of(case: UUID) -> UUID | None:
    """The photo of the sheet that came last, there or still with the scanner."""
    found = [a.id for a in attachments.attachments_of(case) if a.purpose == PAPER]
    coming = [
        i.id for i in attachments.incoming_of(case) if i.purpose == PAPER and i.state == "waiting"
    ]
    known = [*found, *coming]
    return known[-1] if known else None


def require_confirmed(application: Application, actor: Actor) -> None:
    """Before somebody who is not the applicant sends.

    Raises: ConfirmationNeeded, ConfirmedOtherwise, ConfirmationWaits.
    """
    if party_of(application, actor) is None:
        return
    confirmation = confirmation_of(application)
    if confirmation is None or confirmation.confirmed_at is None:
        raise ConfirmationNeeded
    if confirmation.mark != mark_now(application):
        raise ConfirmedOtherwise
    there = {a.id for a in attachments.attachments_of(application.pk)}
    if confirmation.said == How.PAPER and confirmation.paper not in there:
        raise ConfirmationWaits


def _beside(application: Application, actor: Actor) -> Party:
    party = party_of(application, actor)
    if party is None:
        raise ActionNotOpen
    return party


def _locked(application: Application) -> Confirmation:
    """Race: with the answers' row held, nobody writes between what is read and what is said."""
    application.answers = Answers.objects.select_for_update().get(application=application)
    current = Application.objects.get(pk=application.pk)
    if current.status not in WRITABLE:
        raise ActionNotOpen
    found, _new = Confirmation.objects.get_or_create(
        pk=application.pk, defaults={"how": How.CODE, "account_id": current.account_id, "met": True}
    )
    return found


def _complete(application: Application) -> None:
    missing = missing_from(application, service_of(application))
    if any(one.kind == "question" for one in missing):
        raise ConfirmWhenComplete


def _note(
    application: Application, said: How, mark: str, actor: Actor, at: datetime,
    paper: UUID | None = None,
) -> None:  # fmt: skip
    change: dict[str, object] = {
        "said": said,
        "mark": mark,
        "paper": paper,
        "confirmed_at": at,
        "device": None,
        "device_mark": "",
    }
    if said != How.PAPER:
        change["met"] = True
    Confirmation.objects.filter(pk=application.pk).update(**change)
    _tell(application, Confirmed(how=said, mark=mark[:12]), actor, at)


def _tell(application: Application, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
