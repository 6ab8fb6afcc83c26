"""The parts of a case's page, in their order. A new one is a file `<id>_section.py` with a
function of a `Sight`, its include `desk/case/_<id>.html`, and its line in SECTIONS."""

from typing import Any

from django.utils.translation import get_language

from lintas.accounts.public import names_of
from lintas.applications import public as applications
from lintas.applications.public import Action, Status
from lintas.desk.appeal_section import appeal
from lintas.desk.assignment_section import assignment
from lintas.desk.case_page import ACTIONS, ANSWERS, PAPERS, Section, Sight
from lintas.desk.changes_section import changes
from lintas.desk.handover_section import handover
from lintas.desk.interview_section import interview
from lintas.desk.law_section import law
from lintas.desk.letter_previews import PREVIEW, items_of, previewed
from lintas.desk.making_section import making
from lintas.desk.money_section import money
from lintas.desk.notes_section import notes, related
from lintas.desk.notices_section import told
from lintas.desk.party_section import parties
from lintas.desk.promise_section import promise
from lintas.desk.visit_section import identity, visit
from lintas.desk.waiver_section import waiver
from lintas.desk.words import ACTION_WORDS, ENTRY_WORDS
from lintas.letters.public import letters_of

Facts = dict[str, Any]
CHECKED_WHILE = {Status.IN_INTERVIEW, Status.UNDER_REVIEW}
SIMPLE = (Action.FINISH_REVIEW, Action.SEND_OUT)
"""Steps that are one button."""


def answers(sight: Sight) -> Facts:
    return {"rows": sight.view.answers}


def correction(sight: Sight) -> Facts | None:
    return {"rows": sight.view.corrections} if sight.view.corrections else None


def papers(sight: Sight) -> Facts:
    return {"rows": sight.view.papers}


def checks(sight: Sight) -> Facts:
    view = sight.view
    rows = [(check, view.checks.get(check.id)) for check in view.service.checks]
    return {
        "rows": rows,
        "next": next((check.id for check, found in rows if found is None), ""),
        "may_check": view.application.status in CHECKED_WHILE,
    }


def steps(sight: Sight) -> Facts | None:
    closed = set()
    if sight.view.application.reviewed_by is not None:
        closed.add(Action.FINISH_REVIEW)
    if not sight.view.service.outcome.online:
        closed.add(Action.SEND_OUT)
    found = [a for a in sight.view.actions if a in SIMPLE and a not in closed]
    return {"rows": [(action, ACTION_WORDS[action]) for action in found]} if found else None


def decision(sight: Sight) -> Facts | None:
    view = sight.view
    reviewed = view.application.reviewed_by is not None
    may_decide = Action.APPROVE in view.actions and reviewed
    if not may_decide and view.decision is None:
        return {"waits": True} if Action.APPROVE in view.actions else None
    own = view.application.reviewed_by == sight.actor.id
    preview = sight.typed.get(PREVIEW)
    refusing = preview == Action.REFUSE or "reason" in sight.typed
    return {
        "may_decide": may_decide,
        "own_review": own,
        "made": view.decision,
        "approval": previewed(sight, Action.APPROVE),
        "approval_text": sight.typed.get("text", "") if not refusing else "",
        "refusal": previewed(sight, Action.REFUSE),
        "refusal_text": sight.typed.get("text", "") if refusing else "",
        "refusing": refusing,
    }


def returning(sight: Sight) -> Facts | None:
    if Action.RETURN not in sight.view.actions:
        return None
    typed = items_of(dict(sight.typed))
    rows = [(f"paper:{row.paper.id}", row.paper.title) for row in sight.view.papers]
    bound = applications.bound_items(sight.view.application)
    asked = [(f"question:{row.question.id}", row.question.label) for row in sight.view.answers]
    rows += [(item, label) for item, label in asked if item not in bound]
    return {
        "rows": [(item, title, typed.get(item, "")) for item, title in rows],
        "letter": previewed(sight, Action.RETURN),
        "open": bool(typed) or sight.typed.get(PREVIEW) == Action.RETURN,
    }


def letters(sight: Sight) -> Facts | None:
    found = letters_of(sight.view.application.pk)
    language = get_language() or "id"
    return {"rows": [(one, one.in_language(language).title) for one in found]} if found else None


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
    Section("parties", ANSWERS, parties),
    Section("changes", ANSWERS, changes),
    Section("identity", ANSWERS, identity),
    Section("correction", ANSWERS, correction),
    Section("checks", ANSWERS, checks),
    Section("law", ANSWERS, law),
    Section("related", ANSWERS, related),
    Section("papers", PAPERS, papers),
    Section("appeal", ACTIONS, appeal),
    Section("interview", ACTIONS, interview),
    Section("decision", ACTIONS, decision),
    Section("returning", ACTIONS, returning),
    Section("steps", ACTIONS, steps),
    Section("making", ACTIONS, making),
    Section("handover", ACTIONS, handover),
    Section("visit", ACTIONS, visit),
    Section("waiver", ACTIONS, waiver),
    Section("promise", ACTIONS, promise),
    Section("assignment", ACTIONS, assignment),
    Section("money", ACTIONS, money),
    Section("letters", ACTIONS, letters),
    Section("notes", ACTIONS, notes),
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
