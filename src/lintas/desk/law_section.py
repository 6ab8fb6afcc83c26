"""What the law says about the points at hand, from the rules' own files."""

from typing import Any

from lintas.applications.public import Status
from lintas.catalogue.public import rule_texts
from lintas.desk.case_page import Sight

CHECKED_WHILE = {Status.ARRIVED, Status.IN_INTERVIEW, Status.UNDER_REVIEW, Status.RETURNED}


def law(sight: Sight) -> dict[str, Any] | None:
    """For a case under review the rules of its checks and refusals, else of its promise."""
    service = sight.view.service
    if sight.view.application.status in CHECKED_WHILE:
        named = [*(c.rule for c in service.checks), *(r.rule for r in service.refusal_reasons)]
    else:
        named = [service.collection.rule] if service.collection else []
    named = list(dict.fromkeys([*named, service.promise.rule]))
    known = rule_texts()
    rules = [known[rule] for rule in named if rule in known]
    return {"rules": rules} if rules else None
