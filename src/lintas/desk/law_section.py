"""What the law says about the points at hand, from the rules' own files."""

import re
from functools import cache
from typing import Any

from django.conf import settings

from lintas.applications.public import Status
from lintas.desk.case_page import Sight

SECTION = re.compile(r"^## `([a-z0-9-]+)`\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CHECKED_WHILE = {Status.ARRIVED, Status.IN_INTERVIEW, Status.UNDER_REVIEW, Status.RETURNED}


@cache
def rules() -> dict[str, tuple[str, str]]:
    """Each rule's text and its source. They come with the program and change with it."""
    found = {}
    for path in sorted(settings.RULES_FOLDER.glob("*.md")):
        for rule, body in SECTION.findall(path.read_text()):
            text, _, source = body.strip().partition("\nSource:")
            found[rule] = (" ".join(text.split()), " ".join(source.split()))
    return found


def law(sight: Sight) -> dict[str, Any] | None:
    """For a case under review the rules of its checks and refusals, else of its promise."""
    service = sight.view.service
    if sight.view.application.status in CHECKED_WHILE:
        named = [*(c.rule for c in service.checks), *(r.rule for r in service.refusal_reasons)]
    else:
        named = [service.collection.rule] if service.collection else []
    named = list(dict.fromkeys([*named, service.promise.rule]))
    rows = [(rule, *rules()[rule]) for rule in named if rule in rules()]
    return {"rows": rows} if rows else None
