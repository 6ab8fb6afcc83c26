"""A promise of four working days, and who has to do with it."""

from datetime import datetime
from uuid import UUID

from lintas.kernel.actor import Actor, ActorKind, Role, system
from lintas.kernel.ids import new_id
from lintas.promises import public as promises
from lintas.promises.public import PromiseView

OFFICE = "mentawai"
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), OFFICE)
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), OFFICE)
ADMIN = Actor(ActorKind.STAFF, new_id(), frozenset({Role.ADMIN}), OFFICE)
PERSON = Actor(ActorKind.PERSON, new_id())
BILLING = system("billing")


def begun(at: datetime, days: int = 4, *, every_day: bool = False) -> PromiseView:
    subject = new_id()
    return promises.begin(
        subject=subject, case=subject, office=OFFICE, service="paspor-penggantian",
        kind="application", days=days, rule="waktu-paspor", every_day=every_day,
        actor=BILLING, at=at,
    )  # fmt: skip


def now(subject: UUID) -> PromiseView:
    found = promises.promise_of(subject)
    assert found is not None
    return found
