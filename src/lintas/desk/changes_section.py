"""What differs: answers before and after a correction, and answers that disagree."""

from typing import Any

from lintas.applications import public as applications
from lintas.desk.case_page import Sight


def changes(sight: Sight) -> dict[str, Any] | None:
    rows = applications.changes_of(sight.view.application)
    return {"rows": rows} if rows else None
