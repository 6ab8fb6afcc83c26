"""Saying something to somebody."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.accounts.public import Contact, code_of, contact_of
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id
from lintas.notices.delivery_commands import start, ways_for
from lintas.notices.entries import NoticeMade
from lintas.notices.models import Notice, QuietHours, Way
from lintas.notices.rules import DEFAULT_QUIET, Quiet
from lintas.notices.texts import say, texts

CODE = "code"


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
    quiet: Quiet = DEFAULT_QUIET,
    only: UUID | None = None,
) -> None:
    """Write a message in the account's language and send it on the first way the person has.

    The same `notice_id` (the journal entry it tells of) is said once. `quiet` are the office's
    hours of rest; a person's own come before them. `only` is the one way it may take.
    Raises: KeyError when the message or a fact is missing.
    """
    notice, new = Notice.objects.get_or_create(
        id=notice_id,
        defaults={
            "account_id": account_id,
            "template": template,
            "case": case,
            "office": office,
            "made_at": at,
            **_words(contact_of(account_id), template, facts),
            **_night(account_id, quiet),
        },
    )
    if not new:
        return
    keep_own_way(account_id=account_id, at=at)
    ways = list(Way.objects.filter(pk=only)) if only else ways_for(notice)
    for way in ways[:1]:
        start(notice, way, at)
    channel = ways[0].channel if ways else "inbox"
    journal.record(
        NoticeMade(template=template, channel=channel),
        subject=notice_id,
        case=case,
        actor=actor,
        office=office,
        at=at,
    )


def _words(contact: Contact, template: str, facts: Mapping[str, str]) -> dict[str, object]:
    """Raises: KeyError when the message or a fact is missing."""
    text = texts()[template]
    said = say(text, contact.language, facts)
    return {
        "language": contact.language,
        "subject": said.subject,
        "body": said.body,
        "short": said.short,
        "facts": dict(said.facts),
        "urgent": text.urgent,
        "in_inbox": text.inbox,
    }


def _night(account_id: UUID, quiet: Quiet) -> dict[str, object]:
    own = _QUIET.first(account_id)
    return {
        "quiet_from": own.quiet_from if own else quiet.starts,
        "quiet_until": own.quiet_until if own else quiet.ends,
        "time_zone": quiet.time_zone,
    }


_QUIET = journal.Prepared(lambda account: QuietHours.objects.filter(pk=account))
_WAYS = journal.Prepared(
    lambda account: Way.objects.filter(account_id=account).values_list("channel", "place")
)


def keep_own_way(*, account_id: UUID, at: datetime) -> None:
    """The address somebody signs in with is a way from the beginning: each sign-in proves it."""
    contact = contact_of(account_id)
    name, address = ("email", contact.email) if contact.email else ("sms", contact.phone)
    if not address:
        return
    there: dict[str, int] = dict(_WAYS.rows(account_id))
    if name in there:
        return
    last = max(there.values(), default=0)
    Way.objects.get_or_create(
        account_id=account_id,
        channel=name,
        defaults={
            "id": new_id(),
            "address": address,
            "place": last + 1,
            "added_at": at,
            "verified_at": at,
        },
    )


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
