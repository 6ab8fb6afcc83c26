"""Drafts that wait for a word: reminders, the end of the wait, and throwing one away."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from lintas.accounts import public as accounts
from lintas.applications.draft_queries import kept_until, last_word
from lintas.applications.entries import DraftExpired, DraftReminded, Withdrawn
from lintas.applications.errors import ActionNotOpen, ContactNotRead
from lintas.applications.help_commands import forget_names
from lintas.applications.models import Answers, Application, DraftContact, SendWish
from lintas.applications.moves import move
from lintas.applications.queries import office_of
from lintas.applications.rules import Action, Status
from lintas.attachments import public as attachments
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system

DRAFTS = system("drafts")


def watch_drafts(at: datetime) -> None:
    """Remind whoever let a draft lie, and erase those whose time is over.

    Once for each reminder, however often and by however many workers this runs.
    Cost: one read of the drafts, one of the uploads of each, one statement for each due.
    """
    for draft in Application.objects.filter(status=Status.DRAFT).select_related("answers"):
        office = office_of(draft)
        until = kept_until(draft)
        left = (until - office.today(at)).days
        if left <= 0:
            _expire(draft, at)
            continue
        due = [days for days in office.draft_warn_days if left <= days]
        if due:
            _remind(draft, DraftReminded(days_before=min(due), until=until), at)


def _remind(draft: Application, data: DraftReminded, at: datetime) -> None:
    """Race: of two workers the second one's update matches nothing."""
    journal.change_and_record(
        Answers.objects.filter(
            Q(warned_days=None) | Q(warned_days__gt=data.days_before), pk=draft.pk
        ),
        {"warned_days": data.days_before},
        data,
        subject=draft.pk,
        case=draft.pk,
        actor=DRAFTS,
        office=draft.office,
        at=at,
    )


@transaction.atomic
def _expire(draft: Application, at: datetime) -> None:
    """Race: the answers' row is locked, so whoever writes at this very moment wins."""
    answers = Answers.objects.select_for_update().get(pk=draft.pk)
    draft.answers = answers
    office = office_of(draft)
    if kept_until(draft) > office.today(at):
        return
    waited = (office.today(at) - office.today(last_word(draft))).days
    try:
        move(draft, Action.EXPIRE_DRAFT, DraftExpired(after_days=waited), actor=DRAFTS, at=at)
    except ActionNotOpen:
        return
    erase(application=draft, actor=DRAFTS, at=at)


@transaction.atomic
def throw_away(*, application: Application, actor: Actor, at: datetime) -> None:
    """Take a draft back and erase what was written and uploaded. Raises: ActionNotOpen."""
    Answers.objects.select_for_update().get(pk=application.pk)
    if not Application.objects.filter(pk=application.pk, status=Status.DRAFT).exists():
        raise ActionNotOpen
    move(application, Action.WITHDRAW, Withdrawn(), actor=actor, at=at)
    erase(application=application, actor=actor, at=at)


@transaction.atomic
def erase(*, application: Application, actor: Actor, at: datetime) -> None:
    """The personal data of a request: answers, marks, contact, what is half typed, papers."""
    answers = Answers.objects.get(pk=application.pk)
    answers.typed.all().delete()
    answers.marks.all().delete()
    SendWish.objects.filter(answers=answers).delete()
    DraftContact.objects.filter(answers=answers).delete()
    forget_names(application)
    answers.data, answers.name, answers.name_folded = {}, "", ""
    answers.save()
    application.answers = answers
    for coming in attachments.incoming_of(application.pk):
        attachments.drop_incoming(incoming_id=coming.id)
    for paper in attachments.attachments_of(application.pk):
        attachments.remove_attachment(
            attachment_id=paper.id, office=application.office, actor=actor, at=at
        )


@transaction.atomic
def leave_contact(*, application: Application, typed: str, at: datetime) -> None:
    """Remember where to remind of a draft; whoever reads there does not see the draft.

    Raises: ContactNotRead, ActionNotOpen.
    """
    if application.status != Status.DRAFT:
        raise ActionNotOpen
    account = accounts.account_at(typed=typed, language=application.language, at=at)
    if account is None:
        raise ContactNotRead
    DraftContact.objects.update_or_create(
        answers_id=application.pk, defaults={"account_id": account}
    )
