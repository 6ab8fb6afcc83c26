"""What the applicant was told, by which channel, and whether it arrived."""

from typing import Any

from lintas.desk.case_page import Sight
from lintas.notices import public as notices


def told(sight: Sight) -> dict[str, Any] | None:
    """Cost: two queries."""
    found = notices.told_in_case(sight.view.application.pk)
    return {"told": found} if found else None
