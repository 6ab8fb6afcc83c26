"""On a case's page: who took the finished document, or how it leaves the office."""

from typing import Any

from lintas.applications import public as applications
from lintas.applications.public import Action, Status
from lintas.desk.case_page import Sight
from lintas.desk.words import COLLECTOR_WORDS, DELIVERY_WORDS, IDENTITY_WORDS, SEEN_WORDS

SHOWN_WHEN = {Status.READY, Status.IN_POST, Status.COLLECTED}


def handover(sight: Sight) -> dict[str, Any] | None:
    application = sight.view.application
    known = applications.hand_over_facts(application)
    if application.status not in SHOWN_WHEN and known.delivery is None:
        return None
    taken, delivery = known.taken, known.delivery
    asked = delivery is not None and delivery.state == "asked"
    actions = set(sight.view.actions)
    return {
        "document_number": known.document_number,
        "taken": taken,
        "collector": COLLECTOR_WORDS[taken.collector] if taken else "",
        "identity": IDENTITY_WORDS[taken.identity] if taken else "",
        "papers": [SEEN_WORDS[paper] for paper in taken.papers] if taken else [],
        "delivery": delivery,
        "delivery_state": DELIVERY_WORDS[delivery.state] if delivery else "",
        "may_hand_over": Action.HAND_OVER in actions and not asked,
        "may_post": Action.HAND_TO_POST in actions and asked,
        "in_post": Action.TAKE_BACK_POST in actions,
    }
