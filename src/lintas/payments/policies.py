"""Who may do what with money that needs people. An administrator of the system may look only."""

from lintas.kernel.actor import Actor, Role


def may_see(actor: Actor) -> bool:
    return actor.has(Role.HEAD, Role.APPROVER, Role.OFFICER, Role.ADMIN)


def may_propose(actor: Actor) -> bool:
    return actor.has(Role.HEAD, Role.APPROVER, Role.OFFICER)


def may_decide(actor: Actor) -> bool:
    return actor.has(Role.HEAD, Role.APPROVER)
