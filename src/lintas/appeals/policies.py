"""Who may answer an objection."""

from uuid import UUID

from lintas.kernel.actor import Actor, Role


def may_answer(actor: Actor, reviewed_by: UUID, refused_by: UUID) -> bool:
    """An approver or the head, who has neither reviewed nor refused it."""
    return actor.has(Role.APPROVER, Role.HEAD) and actor.id not in {reviewed_by, refused_by, None}
