"""Who is at the other end of many sessions at once; `actor_of` answers the same for one request."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.utils.crypto import constant_time_compare

from lintas.accounts.entry import CASES
from lintas.accounts.models import Account, Session
from lintas.accounts.sessions import SessionStore
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind


class _Row(NamedTuple):
    """A session beside its account; `role` is one of those that staff have."""

    key: str
    data: str
    knew: str
    account: UUID | None
    is_active: bool | None
    password: str | None
    name: str | None
    role: int | None


_SESSIONS = journal.Prepared(
    lambda keys, now: Session.objects.filter(
        session_key__any_of=keys, expire_date__gt=now
    ).values_list(
        *("session_key", "session_data", "knew", "account"),
        *("account__is_active", "account__password", "account__name", "account__roles"),
    )
)


def ask_visitors(session_keys: Collection[str]) -> journal.Asked[dict[str, Actor | None]]:
    """Whose these sessions are, of those that are there and not over.

    People only: None stands for one that needs a closer look (staff, somebody whose account was
    closed, a session from before the secret was changed); `actor_of` gives it. Of somebody who
    signed in, what they opened with a secret besides is not looked at. Cost: one query.
    """
    wall_clock = clock.now() - clock.shift()  # sessions end by the wall clock
    found = _SESSIONS.ask(list(session_keys), wall_clock)
    return found.then(lambda rows: {row[0]: _visitor(_Row(*row)) for row in rows})


def _visitor(row: _Row) -> Actor | None:
    if row.account is None:
        data = SessionStore().decode(row.data)
        if SESSION_KEY in data:
            return None
        return Actor(ActorKind.PERSON, cases=frozenset(UUID(one) for one in data.get(CASES, ())))
    if not row.is_active or row.role is not None:
        return None
    if not constant_time_compare(row.knew, _session_hash(row.password or "")):
        return None
    return Actor(ActorKind.PERSON, id=row.account, name=row.name or "")


@lru_cache(maxsize=1024)
def _session_hash(password: str) -> str:
    """What a session must know of a password; people have none, so theirs is one."""
    return Account(password=password).get_session_auth_hash()
