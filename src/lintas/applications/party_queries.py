"""Who stands beside the applicant of a request, and who somebody is to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.accounts.public import contact_of, hidden
from lintas.applications.models import Application, Typed
from lintas.applications.party_models import Confirmation, Invitation, Party
from lintas.applications.party_rules import HOW_WORDS, KIND_WORDS, written_mark
from lintas.applications.queries import NotFound, answers_of, service_of
from lintas.applications.rules import Status
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


@dataclass(frozen=True)
class PartyView:
    id: UUID
    name: str
    kind: object
    to: str
    """Their contact, masked."""
    invited: bool
    since: datetime
    may_see: bool
    is_told: bool
    ended_at: datetime | None
    is_me: bool


@dataclass(frozen=True)
class WrittenLast:
    """`name` is empty for the applicant."""

    name: str
    is_me: bool
    at: datetime


@dataclass(frozen=True)
class InvitationView:
    id: UUID
    to: str
    as_applicant: bool
    expires_at: datetime


def reached_at(account_id: UUID) -> str:
    """An account's phone or mailbox, masked."""
    contact = contact_of(account_id)
    return hidden(contact.phone or contact.email) if contact.phone or contact.email else ""


def party_of(application: Application, actor: Actor) -> Party | None:
    """What the actor is to this request besides its applicant. Cost: one query."""
    if actor.id is None or actor.is_staff:
        return None
    found: Party | None = _BESIDE.first(application.pk, actor.id)
    return found


_BESIDE = journal.Prepared(
    lambda case, account: Party.objects.filter(application=case, account_id=account, ended_at=None)[
        :1
    ]
)
_ALL_BESIDE = journal.Prepared(
    lambda case: Party.objects.filter(application=case).order_by("since", "id"), of_case=True
)


def is_owner(application: Application, actor: Actor) -> bool:
    """The applicant: their account, or whoever has the request's secret, and no party of it."""
    if actor.is_staff:
        return False
    if actor.id is not None and application.account_id == actor.id:
        return True
    return application.door in actor.cases and party_of(application, actor) is None


def parties_of(application: Application, actor: Actor, *, ended: bool = False) -> list[PartyView]:
    """Oldest first. Cost: one query, and one a party for its contact."""
    rows = _ALL_BESIDE.found(application.pk)
    return [
        PartyView(
            id=row.id,
            name=row.name,
            kind=KIND_WORDS[row.kind],
            to=reached_at(row.account_id),
            invited=row.invited,
            since=row.since,
            may_see=row.may_see,
            is_told=row.is_told,
            ended_at=row.ended_at,
            is_me=row.account_id == actor.id,
        )
        for row in rows
        if ended or row.ended_at is None
    ]


def whoever_fills_in(application: Application) -> Party | None:
    return Party.objects.filter(application=application.pk, ended_at=None, invited=False).first()


def confirmation_of(application: Application) -> Confirmation | None:
    return Confirmation.objects.filter(pk=application.pk).first()


def mark_now(application: Application) -> str:
    return written_mark(service_of(application), answers_of(application))


def how_confirmed(confirmation: Confirmation | None) -> object:
    return HOW_WORDS.get(confirmation.said, "") if confirmation is not None else ""


def open_invitations(application: Application, at: datetime) -> list[InvitationView]:
    rows = Invitation.objects.filter(
        application=application.pk, used_at=None, withdrawn_at=None, expires_at__gt=at
    )
    return [
        InvitationView(row.id, reached_at(row.account_id), row.as_applicant, row.expires_at)
        for row in rows.order_by("made_at")
    ]


def invitations_to(account_id: UUID, at: datetime) -> Sequence[Invitation]:
    """Those that wait for an answer from whoever has this phone or mailbox."""
    return list(
        Invitation.objects.filter(
            account_id=account_id,
            used_at=None,
            withdrawn_at=None,
            expires_at__gt=at,
            application__status=Status.DRAFT,
        )
        .select_related("application")
        .order_by("made_at")[:20]
    )


def beside_in(actor: Actor) -> set[UUID]:
    """The requests in which somebody stands beside the applicant. Cost: one index read."""
    if actor.id is None:
        return set()
    rows = Party.objects.filter(account_id=actor.id, ended_at=None)
    return set(rows.values_list("application_id", flat=True))


def followed(actor: Actor) -> Sequence[Application]:
    """Requests somebody helped with and may not see any more, only where they stand."""
    if actor.id is None or actor.is_staff:
        return []
    beside = Party.objects.filter(account_id=actor.id, ended_at=None, may_see=False)
    rows = Application.objects.filter(pk__in=beside.values("application_id"))
    rows = rows.exclude(status=Status.DRAFT).exclude(account_id=actor.id)
    return list(rows.exclude(door__in=actor.cases).order_by("-created_at")[:20])


def followed_for(actor: Actor, application_id: UUID) -> Application:
    """Raises: NotFound."""
    for one in followed(actor):
        if one.pk == application_id:
            return one
    raise NotFound


def is_shared(application: Application) -> bool:
    return Party.objects.filter(application=application.pk, ended_at=None).exists()


def whoever_asked(application: Application, account_id: UUID | None) -> str:
    """The name of somebody who stands or stood beside the applicant."""
    rows = Party.objects.filter(application=application.pk, account__in=[account_id])
    row = rows.order_by("-since").first()
    return row.name if row is not None else ""


def written_last(application: Application, page: str, actor: Actor) -> WrittenLast | None:
    """Who wrote on a page last, while several write; none where nobody else does.

    Cost: three queries.
    """
    row = Typed.objects.filter(answers=application.pk, page=page).first()
    if row is None or not is_shared(application):
        return None
    name = whoever_asked(application, row.written_by)
    kept = row.saved_at if not row.data else None
    mine = row.written_by is not None and row.written_by == actor.id
    return WrittenLast(name, mine, kept or row.typed_at)


def may_invite_guarantor(application: Application) -> bool:
    return application.status == Status.DRAFT and catalogue.has_guarantor(service_of(application))


def stands_beside(application: Application, actor: Actor) -> bool:
    """Whether the actor is somebody else than the applicant in this request."""
    return party_of(application, actor) is not None
