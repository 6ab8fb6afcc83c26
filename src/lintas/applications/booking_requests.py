"""Requests for a time as they come over HTTP: whose they are, and where all are settled."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from lintas.accounts.public import ask_visitors
from lintas.applications.booking_commands import (
    Answer,
    Chooser,
    Found,
    VisitWanted,
    ask_about,
    chooser_of,
    settle,
)
from lintas.applications.errors import NotSignedIn
from lintas.applications.models import Application
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.kernel.together import Together

LONGEST_KEY = 100


class LookCloser(Refused):
    """What is known here does not say whose this is; the views look with all they have."""


class SessionWants(NamedTuple):
    """Whoever has this session wants this time for this application."""

    session_key: str
    application_id: UUID
    slot_id: UUID
    key: str


def wanted_by(actor: Actor, application: Application, slot_id: UUID, key: str) -> VisitWanted:
    """Of somebody whom a view has found to be allowed."""
    return _wanted(actor, chooser_of(application), slot_id, key)


def _wanted(actor: Actor, chooser: Chooser, slot_id: UUID, key: str) -> VisitWanted:
    booking_id = booking_id_of(actor.id or chooser.id, key)
    return VisitWanted(chooser, slot_id, booking_id, new_id(), actor)


def booking_id_of(whose: UUID, key: str) -> UUID:
    """The id of the booking that somebody's request with this key makes: a repeat is that row.

    Source: RFC 9562, section 5.8 (version 8).
    """
    digest = hashlib.sha256(whose.bytes + key.encode()).digest()
    number = int.from_bytes(digest[:16]) & ~(0xF << 76 | 0x3 << 62)
    return UUID(int=number | 0x8 << 76 | 0x2 << 62)


_APPLICATIONS = journal.Prepared(
    lambda ids: Application.objects.filter(pk__any_of=ids).values_list("door", *Chooser._fields)
)


Meanwhile = Callable[[], None]


def answer_all(
    asked: Sequence[SessionWants | VisitWanted], meanwhile: Meanwhile = lambda: None
) -> list[Answer]:
    """A lot whose connection broke is asked once more on a new one: a booking's id is its request,
    so whatever was done before is found, not done again.

    Raises: DatabaseError when the database is away; the next lot asks for it anew.
    """
    try:
        return _answered(asked, meanwhile)
    except (OperationalError, InterfaceError):
        if connection.connection is not None or connection.in_atomic_block:
            raise
    return _answered(asked, meanwhile)


def _answered(asked: Sequence[SessionWants | VisitWanted], meanwhile: Meanwhile) -> list[Answer]:
    at = clock.now()
    try:
        if BOOKINGS.started and connection.connection is None:
            meanwhile()
            journal.look_up_by_index()
        return settle(lambda: _looked_up(asked, at, meanwhile), at)
    except (DatabaseError, InterfaceError):
        if not connection.in_atomic_block:
            connection.close()
        raise


def _looked_up(
    asked: Sequence[SessionWants | VisitWanted], at: datetime, meanwhile: Meanwhile
) -> Found:
    """Each with its actor and application. Cost: six queries for all, one wait."""
    by_session = [one for one in asked if isinstance(one, SessionWants)]
    applications = _APPLICATIONS.ask([one.application_id for one in by_session])
    visitors = ask_visitors({one.session_key for one in by_session})
    about = ask_about([_case_of(one) for one in asked], at)
    meanwhile()
    known = {row[1]: row for row in applications.answer()}
    who = visitors.answer()
    found = [
        _allowed(one, who, known.get(one.application_id)) if isinstance(one, SessionWants) else one
        for one in asked
    ]
    return found, about


def _case_of(one: SessionWants | VisitWanted) -> UUID:
    return one.application_id if isinstance(one, SessionWants) else one.application.id


def _allowed(
    one: SessionWants, visitors: Mapping[str, Actor | None], row: tuple[Any, ...] | None
) -> VisitWanted | Refused:
    """The owner, or a browser that opened it with the secret; queries.py knows who else may."""
    if one.session_key not in visitors:
        return NotSignedIn()
    actor = visitors[one.session_key]
    if actor is None or row is None:
        return LookCloser()
    door, chooser = row[0], Chooser(*row[1:])
    if door in actor.cases or (actor.id is not None and actor.id == chooser.account_id):
        return _wanted(actor, chooser, one.slot_id, one.key)
    return LookCloser()


BOOKINGS: Together[SessionWants | VisitWanted, Answer] = Together(answer_all)
