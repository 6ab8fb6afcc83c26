"""Who may do what with a claim."""

from uuid import UUID

from lintas.kernel.actor import Actor, ActorKind, Role


def may_see(actor: Actor, office: str) -> bool:
    return actor.office == office and actor.has(Role.OFFICER, Role.APPROVER, Role.HEAD)


def may_propose(actor: Actor, office: str) -> bool:
    return may_see(actor, office) and actor.id is not None


def may_decide(actor: Actor, office: str, proposed_by: UUID | None) -> bool:
    """An approver or the head, who has not proposed it."""
    known = actor.office == office and actor.has(Role.APPROVER, Role.HEAD)
    return known and actor.id not in {proposed_by, None}


def may_claim(actor: Actor, owner: UUID | None) -> bool:
    """Only whoever sent the request: a number and its secret do not move money."""
    return actor.kind == ActorKind.PERSON and actor.id is not None and actor.id == owner
