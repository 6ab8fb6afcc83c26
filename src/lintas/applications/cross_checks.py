"""What in a request does not agree with the rest of it: told before sending, shown to officers.

Nothing here refuses: a difference can be right, and people bring what explains it. Pure.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from lintas.applications.findings import Check, Finding, Form
from lintas.applications.identity_checks import (
    family_card,
    nik_and_birth,
    one_name_for_two,
    passport_lines,
)
from lintas.applications.time_checks import passport_lasts, spans
from lintas.catalogue.public import Answers, Service


def told_by_the_service(form: Form) -> Iterator[Finding]:
    """Rule: each warning's own. What the service's file says when an answer calls for it."""
    shown = {question.id for question in form.asked}
    for warning in form.service.warnings:
        if warning.when.question in shown and warning.when.holds(form.answers):
            yield Finding(warning.when.question, str(warning.text), warning.rule, warning.confirmed)


CHECKS: tuple[Check, ...] = (
    nik_and_birth,
    family_card,
    passport_lines,
    passport_lasts,
    one_name_for_two,
    spans,
    told_by_the_service,
)
"""Each looks at the whole form; a new one is a function and its line here."""


def findings_of(service: Service, answers: Answers, day: date) -> tuple[Finding, ...]:
    """All that should be looked at, in the order of the checks."""
    form = Form(service, answers, day)
    return tuple(finding for check in CHECKS for finding in check(form))


def beside(found: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
    """The findings by the question they stand beside."""
    return {
        question: tuple(f for f in found if f.question == question)
        for question in {f.question for f in found}
    }
