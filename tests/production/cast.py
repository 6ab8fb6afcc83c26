"""Approved cases, who makes a batch of them, and who releases it."""

from datetime import datetime
from uuid import UUID

from lintas.applications.models import Application, Decision
from lintas.applications.public import Status
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.production import public as production
from lintas.production.models import Batch
from tests import make

OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
APPROVER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.APPROVER}), "mentawai")
BOTH = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER, Role.APPROVER}), "mentawai")


def approved(count: int, at: datetime, by: UUID | None = None) -> list[Application]:
    owner = make.account("somebody", at)
    made = make.applications(count, at, of=owner.pk, status=Status.APPROVED)
    decided_by = by or APPROVER.id
    Application.objects.filter(pk__in=[a.pk for a in made]).update(decided_by=decided_by)
    for one in made:
        Decision.objects.create(application=one, kind="approved", by=decided_by, at=at)
    return made


def batch_of(cases: list[Application], at: datetime, actor: Actor = OFFICER) -> Batch:
    return production.make_batch(
        batch_id=new_id(),
        outcome="passport",
        cases={case.pk for case in cases},
        actor=actor,
        at=at,
    )


def released(cases: list[Application], at: datetime) -> Batch:
    batch = batch_of(cases, at)
    production.release_batch(batch_id=batch.pk, actor=APPROVER, at=at)
    return Batch.objects.get(pk=batch.pk)


def status_of(case: Application) -> str:
    return Application.objects.get(pk=case.pk).status
