"""Who is at the other end of many sessions at once; `actor_of` answers the same for one request."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from lintas.accounts.entry import CASES
from lintas.accounts.models import Account
from lintas.accounts.sessions import SessionStore
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind

BACKENDS = frozenset(settings.AUTHENTICATION_BACKENDS)


_SESSIONS = journal.Prepared(
    lambda keys, now: Session.objects.filter(
        session_key__any_of=keys, expire_date__gt=now
    ).values_list("session_key", "session_data")
)
_PEOPLE = journal.Prepared(
    lambda ids: Account.objects.filter(pk__any_of=ids, is_active=True, roles=None).values_list(
        "id", "password", "name"
    )
)


def visitors_at(session_keys: Collection[str]) -> dict[str, Actor | None]:
    """Whose these sessions are, of those that are there and not over.

    People only: None stands for one that needs a closer look (staff, somebody whose account was
    closed, a session from before the secret was changed); `actor_of` gives it. Cost: two queries.
    """
    wall_clock = clock.now() - clock.shift()  # sessions end by the wall clock
    store = SessionStore()
    opened = {
        key: store.decode(data) for key, data in _SESSIONS.rows(list(session_keys), wall_clock)
    }
    people = _people([UUID(data[SESSION_KEY]) for data in opened.values() if SESSION_KEY in data])
    return {key: _visitor(data, people) for key, data in opened.items()}


class _Person(NamedTuple):
    id: UUID
    password: str
    name: str


def _people(ids: Iterable[UUID]) -> dict[UUID, _Person]:
    return {row[0]: _Person(*row) for row in _PEOPLE.rows(list(ids))}


@lru_cache(maxsize=1024)
def _session_hash(password: str) -> str:
    """What a session must know of a password; people have none, so theirs is one."""
    return Account(password=password).get_session_auth_hash()


def _visitor(data: dict[str, Any], people: dict[UUID, _Person]) -> Actor | None:
    cases = frozenset([UUID(one) for one in data.get(CASES, ())])
    if SESSION_KEY not in data:
        return Actor(ActorKind.PERSON, cases=cases)
    person = people.get(UUID(data[SESSION_KEY]))
    if person is None or data.get(BACKEND_SESSION_KEY) not in BACKENDS:
        return None
    if not constant_time_compare(data.get(HASH_SESSION_KEY, ""), _session_hash(person.password)):
        return None
    return Actor(ActorKind.PERSON, id=person.id, name=person.name, cases=cases)
