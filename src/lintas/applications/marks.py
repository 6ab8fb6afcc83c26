"""By which numbers a case is found: those on its papers and its contacts, in one written form."""

from lintas.accounts.public import phone_of
from lintas.catalogue.public import Answers, Service
from lintas.kernel.text import only_digits, tidy

KINDS = {"nik", "kk", "passport_number", "phone", "email"}
LONGEST = 64


def marks_of(service: Service, answers: Answers) -> set[str]:
    """What the answers say, as the form kept it."""
    given = (answers.get(q.id, "") for q in service.questions if q.kind in KINDS)
    return {value.casefold()[:LONGEST] for value in given if value}


def marks_sought(typed: str) -> set[str]:
    """Every written form that something typed into a search may mean; none for a mere name."""
    text = tidy(typed)
    if not any(c.isdigit() for c in text) and "@" not in text:
        return set()
    joined = "".join(c for c in text if c not in " -.")
    meant = {text, joined, only_digits(text), phone_of(text) or ""}
    return {mark.casefold()[:LONGEST] for mark in meant if mark}


def identity_of(service: Service, answers: Answers) -> str:
    """The number of whom the request is for: "nik 1309…", else the passport's; "" without either.

    The first question of the kind is the person's own; those of parents stand in groups.
    """
    for kind in ("nik", "passport_number"):
        for question in service.questions:
            if question.kind == kind and answers.get(question.id):
                return f"{kind} {answers[question.id].casefold()}"
    return ""
