"""Whether a document may travel by post."""

from lintas.applications.handover_rules import POST_ASKABLE
from lintas.applications.models import Application
from lintas.applications.queries import office_of, service_of
from lintas.kernel.actor import Actor


def post_offered(application: Application) -> bool:
    """The office sends documents of this kind. Rule: paspor-lewat-pos names passports only."""
    return office_of(application).post is not None and (
        service_of(application).outcome.kind == "passport"
    )


def may_ask_post(application: Application, actor: Actor) -> bool:
    """The owner's own account; a number and its secret are not enough to divert a passport."""
    return (
        post_offered(application)
        and actor.id is not None
        and application.account_id == actor.id
        and application.status in POST_ASKABLE
    )
