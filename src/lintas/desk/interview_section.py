"""Where the interview of a case stands; the interview itself is a page of its own."""

from typing import Any

from lintas.applications.public import Status
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import Sight
from lintas.interviews import public as interviews

OPEN_WHILE = {Status.IN_INTERVIEW, Status.UNDER_REVIEW}


def interview(sight: Sight) -> dict[str, Any] | None:
    application = sight.view.application
    asked = catalogue.question_set(application.service)
    found = interviews.interview_of(application.pk)
    if asked is None or (found is None and application.status not in OPEN_WHILE):
        return None
    return {
        "needed": asked.bap and (found is None or found.record is None),
        "record": found.record if found else None,
        "noted": len(found.notes) if found else 0,
        "asked": len(asked.questions),
        "calls": found.calls if found else [],
    }
