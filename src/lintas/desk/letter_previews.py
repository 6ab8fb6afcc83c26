"""The letter a form would send, exactly: what a preview shows and a decision keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lintas.applications import public as applications
from lintas.applications.public import Action
from lintas.desk.case_page import Sight
from lintas.letters.public import Draft

PREVIEW = "preview"
"""The button that asks for a preview; its value is the action."""
DELAY = "mundur"
LONGEST = 2000


def items_of(typed: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix("item:"): text
        for name, text in typed.items()
        if name.startswith("item:") and isinstance(text, str) and text.strip()
    }


def previewed(sight: Sight, action: str) -> Draft | None:
    """None while no preview of this action was asked for, or too little was filled in."""
    typed, case = dict(sight.typed), sight.view.application
    if typed.get(PREVIEW) != action:
        return None
    text = typed.get("text", "")[:LONGEST]
    if action == Action.APPROVE:
        return applications.draft_approval(case, text, sight.at)
    if action == Action.REFUSE:
        known = {reason.id for reason in sight.view.service.refusal_reasons}
        reason = typed.get("reason", "")
        return applications.draft_refusal(case, reason, text, sight.at) if reason in known else None
    if action == Action.RETURN:
        items = items_of(typed)
        return applications.draft_return(case, items, sight.at) if items else None
    return _delay(sight, typed)


def _delay(sight: Sight, typed: dict[str, str]) -> Draft | None:
    try:
        day = date.fromisoformat(typed.get("announced-on", ""))
    except ValueError:
        return None
    reason = typed.get("delay-reason", "")
    return applications.draft_delay(sight.view.application, reason, day, sight.at)
