"""Two windows on one page: the later save does not silently undo the earlier. Pure."""

import hashlib
from collections.abc import Mapping


def marks_of_shown(answers: Mapping[str, str], questions: tuple[str, ...]) -> str:
    """What a page showed, small enough to travel with its form: question:mark question:mark."""
    return " ".join(f"{q}:{_mark(answers.get(q, ''))}" for q in questions)


def _mark(value: str) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:8]


def read_shown(typed: str) -> dict[str, str]:
    pairs = (part.rpartition(":") for part in typed.split()[:100])
    return {question: mark for question, _, mark in pairs if question}


def merge(
    present: Mapping[str, str], given: Mapping[str, str], shown: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """What to keep of `given`, and the questions that were changed here and elsewhere alike.

    A question whose mark in `shown` still fits what is present was changed by nobody else.
    """
    kept: dict[str, str] = {}
    clashing: list[str] = []
    for question, value in given.items():
        there = present.get(question, "")
        changed_elsewhere = question in shown and shown[question] != _mark(there)
        if changed_elsewhere and shown[question] == _mark(value):
            continue  # untouched in this window: what the other one said stays
        if changed_elsewhere and value != there:
            clashing.append(question)
        kept[question] = value
    return kept, clashing
