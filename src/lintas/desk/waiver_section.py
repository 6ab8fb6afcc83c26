"""What departs from the rule for this case: proposed by one, answered by another."""

from typing import Any

from lintas.applications import public as applications
from lintas.applications.public import Status
from lintas.attachments.public import AttachmentView
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import Sight
from lintas.kernel.actor import Role
from lintas.waivers import public as waivers

CLOSED = {
    Status.REFUSED,
    Status.COLLECTED,
    Status.UNCOLLECTED,
    Status.WITHDRAWN,
    Status.LAPSED,
}


def waiver(sight: Sight) -> dict[str, Any] | None:
    application = sight.view.application
    grounds = catalogue.waiver_grounds(application.service)
    found = waivers.waivers_of(application.pk)
    titles = {ground.id: ground.title for ground in grounds}
    taken = {one.ground for one in found if one.state != "rejected"}
    answers = application.answers.data
    claimed = [g for g in grounds if g.claimed and g.claimed.holds(answers) and g.id not in taken]
    open_now = application.status not in CLOSED
    may_answer = sight.actor.has(Role.APPROVER, Role.HEAD)
    if not found and not open_now:
        return None
    return {
        "rows": [
            (
                one,
                titles.get(one.ground, one.ground),
                may_answer and one.state == "proposed" and one.proposed_by != sight.actor.id,
                evidence_on(sight, one.ground),
            )
            for one in found
        ],
        "claimed": claimed,
        "brought": [
            (ground.title, came)
            for ground in grounds
            if ground.id not in taken and (came := evidence_on(sight, ground.id))
        ],
        "grounds": [ground for ground in grounds if ground.id not in taken] if open_now else [],
        "open": "ground" in sight.typed,
        "ground": sight.typed.get("ground", ""),
        "evidence": sight.typed.get("evidence", ""),
    }


def evidence_on(sight: Sight, ground: str) -> list[AttachmentView]:
    """The papers that came for a ground, whoever brought them."""
    purpose = applications.waiver_purpose(ground)
    return [one for one in sight.view.evidence if one.purpose == purpose]
