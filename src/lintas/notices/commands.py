"""Saying something to somebody."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string

from lintas.accounts.public import Contact, code_of, contact_of
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, system
from lintas.notices.entries import NoticeMade
from lintas.notices.models import Notice
from lintas.notices.tasks import deliver

CODE = "code"


class _Facts(dict[str, str]):
    """A template that names a fact nobody gave must not go out with a hole in it."""

    def __missing__(self, key: str) -> str:
        raise KeyError(key)


@transaction.atomic
def notify(
    *,
    notice_id: UUID,
    account_id: UUID,
    template: str,
    facts: Mapping[str, str],
    case: UUID | None,
    actor: Actor,
    at: datetime,
    office: str = "",
) -> None:
    """Write a message in the account's language and send it on the channel the account has.

    The same `notice_id` (the journal entry it tells of) is said once.
    Raises: KeyError when a fact is missing.
    """
    contact = contact_of(account_id)
    subject, body = _text_of(template, contact.language, facts)
    _notice, new = Notice.objects.get_or_create(
        id=notice_id,
        defaults={
            "account_id": account_id,
            "template": template,
            "case": case,
            "subject": subject,
            "body": body,
            "made_at": at,
            "due_at": at,
            "asked_at": at,
            "in_inbox": template != CODE,
            "channel": _channel_for(contact),
        },
    )
    if not new:
        return
    deliver.enqueue(str(notice_id))
    journal.record(
        NoticeMade(template=template, channel=_channel_for(contact)),
        subject=notice_id,
        case=case,
        actor=actor,
        office=office,
        at=at,
    )


def _channel_for(contact: Contact) -> str:
    return Notice.Channel.EMAIL if contact.email else Notice.Channel.SMS


def _text_of(template: str, language: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body; plain text, so nothing is escaped and nothing can be smuggled in.

    Raises: KeyError when a fact is missing.
    """
    name = f"notices/{template}.{'en' if language == 'en' else 'id'}.txt"
    source = render_to_string(name)
    subject, _, body = source.strip().partition("\n")
    given = _Facts(facts)
    return subject.format_map(given), body.strip().format_map(given)


def send_requested_code(entry: EntryView) -> None:
    """Reaction to `code:requested`: send the code, unless it was used or replaced meanwhile."""
    sent = code_of(entry.subject)
    if sent is None:
        return
    notify(
        notice_id=entry.id,
        account_id=sent.account_id,
        template=CODE,
        facts={"code": sent.token},
        case=None,
        actor=system("notices"),
        at=entry.at,
    )


@transaction.atomic
def mark_read(*, account_id: UUID, at: datetime) -> None:
    Notice.objects.filter(account_id=account_id, read_at=None).update(read_at=at)
