"""Who filled in for the applicant, who wrote beside them, and how they said yes."""

from typing import Any

from lintas.applications import public as applications
from lintas.desk.case_page import Sight


def parties(sight: Sight) -> dict[str, Any] | None:
    application = sight.view.application
    rows = applications.parties_of(application, sight.actor, ended=True)
    if not rows:
        return None
    confirmation = applications.confirmation_of(application)
    ours = application.office == sight.actor.office
    return {
        "rows": rows,
        "confirmation": confirmation,
        "confirmed": applications.how_confirmed(confirmation),
        "sign": applications.sheet_sign(confirmation.mark, application.number)
        if confirmation is not None and confirmation.mark
        else "",
        "may_end": ours,
        "may_hand_secret": ours and application.on_paper,
    }
