"""Internal notes and related cases beside a case."""

from typing import Any

from lintas.accounts.public import names_of
from lintas.applications import public as applications
from lintas.casework import public as casework
from lintas.desk.case_page import Sight


def notes(sight: Sight) -> dict[str, Any]:
    rows = casework.notes_of(sight.actor, sight.view.application.pk)
    names = names_of({note.by for note in rows})
    ours = sight.view.application.office == sight.actor.office
    return {"rows": [(note, names.get(note.by, "")) for note in rows], "may_write": ours}


def related(sight: Sight) -> dict[str, Any] | None:
    rows = applications.related_cases(sight.actor, sight.view.application.pk)
    return {"rows": rows} if rows else None
