"""The objections about a case, and the answer somebody else gives."""

from typing import Any

from lintas.appeals import public as appeals
from lintas.applications import public as applications
from lintas.desk.case_page import Sight
from lintas.desk.letter_previews import LONGEST, PREVIEW

ANSWERS = {"appeal-granted": True, "appeal-refused": False}
"""What a preview may be of, and whether that grants the objection."""


def appeal(sight: Sight) -> dict[str, Any] | None:
    found = appeals.appeals_of(sight.view.application.pk)
    if not found:
        return None
    still = next((one for one in found if one.state == "open"), None)
    text = sight.typed.get("answer", "")[:LONGEST]
    preview = sight.typed.get(PREVIEW, "")
    letter = None
    if preview in ANSWERS and text.strip():
        letter = applications.draft_answer(
            sight.view.application, granted=ANSWERS[preview], text=text, at=sight.at
        )
    return {
        "rows": [
            (one, [file for file in sight.view.evidence if file.purpose == one.evidence])
            for one in found
        ],
        "still": still,
        "may_answer": still is not None
        and appeals.may_answer(sight.actor, still.reviewed_by, still.refused_by),
        "text": text,
        "letter": letter,
        "verdict": preview.removeprefix("appeal-") if letter else "",
    }
