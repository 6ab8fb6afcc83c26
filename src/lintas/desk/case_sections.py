"""The parts of a case's page, in their order. A new one is a file `<id>_section.py` with a
function of a `Sight`, its include `desk/case/_<id>.html`, and its line in SECTIONS."""

from typing import Any

from lintas.accounts.public import names_of
from lintas.applications.public import Action, Status
from lintas.desk.assignment_section import assignment
from lintas.desk.case_page import ACTIONS, ANSWERS, PAPERS, Section, Sight
from lintas.desk.changes_section import changes
from lintas.desk.handover_section import handover
from lintas.desk.law_section import law
from lintas.desk.making_section import making
from lintas.desk.notes_section import notes, related
from lintas.desk.notices_section import told
from lintas.desk.words import ENTRY_WORDS

Facts = dict[str, Any]
CHECKED_WHILE = {Status.IN_INTERVIEW, Status.UNDER_REVIEW}


def answers(sight: Sight) -> Facts:
    return {"rows": sight.view.answers}


def others(sight: Sight) -> Facts | None:
    return {"rows": sight.view.others} if sight.view.others else None


def correction(sight: Sight) -> Facts | None:
    return {"rows": sight.view.corrections} if sight.view.corrections else None


def papers(sight: Sight) -> Facts:
    return {"rows": sight.view.papers}


def checks(sight: Sight) -> Facts:
    view = sight.view
    return {
        "rows": [(check, view.checks.get(check.id)) for check in view.service.checks],
        "may_check": view.application.status in CHECKED_WHILE,
    }


def decision(sight: Sight) -> Facts | None:
    view = sight.view
    may_decide = Action.APPROVE in view.actions
    if not may_decide and view.decision is None:
        return None
    own = view.application.reviewed_by == sight.actor.id
    return {"may_decide": may_decide, "own_review": own, "made": view.decision}


def returning(sight: Sight) -> Facts | None:
    return {} if Action.RETURN in sight.view.actions else None


def history(sight: Sight) -> Facts:
    entries = sight.view.history
    names = names_of({e.actor_id for e in entries if e.actor_id and e.actor_kind == "staff"})
    story = [
        {
            "at": entry.at,
            "text": ENTRY_WORDS.get(entry.kind, entry.kind),
            "by": names.get(entry.actor_id, "") if entry.actor_id else "",
            "rule": entry.rule,
        }
        for entry in reversed(entries)
    ]
    return {"story": story}


SECTIONS: tuple[Section, ...] = (
    Section("answers", ANSWERS, answers),
    Section("others", ANSWERS, others),
    Section("changes", ANSWERS, changes),
    Section("correction", ANSWERS, correction),
    Section("papers", PAPERS, papers),
    Section("checks", PAPERS, checks),
    Section("law", PAPERS, law),
    Section("assignment", ACTIONS, assignment),
    Section("making", ACTIONS, making),
    Section("handover", ACTIONS, handover),
    Section("decision", ACTIONS, decision),
    Section("returning", ACTIONS, returning),
    Section("notes", ACTIONS, notes),
    Section("related", ACTIONS, related),
    Section("notices", ACTIONS, told),
    Section("history", ACTIONS, history),
)


def columns_of(sight: Sight) -> dict[str, list[tuple[str, Any]]]:
    """Column to its includes, each with what it shows."""
    found: dict[str, list[tuple[str, Any]]] = {ANSWERS: [], PAPERS: [], ACTIONS: []}
    for section in SECTIONS:
        facts = section.facts(sight)
        if facts is not None:
            found[section.column].append((section.template, facts))
    return found
