"""What does not fit together inside one service: names that point at nothing, ids used twice."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lintas.catalogue.definition import Service
    from lintas.catalogue.questions import Condition

Misfit = tuple[tuple[str | int, ...], str]
"""Where it stands in the file, and what to write."""


def misfits(service: "Service") -> Iterator[Misfit]:
    """In the order of the file's tables, so that the first is always the same one."""
    for name in ("pages", "questions", "papers", "checks", "refusal_reasons"):
        yield from _twice(name, [thing.id for thing in getattr(service, name)])
    yield from _twice("fees", [(fee.code, fee.valid_from) for fee in service.fees])
    yield from _pages(service)
    for name in ("questions", "papers", "fees", "warnings"):
        for nth, thing in enumerate(getattr(service, name)):
            yield from _condition((name, nth, "when"), thing.when, service)
    yield from _questions(service)
    yield from _cautions(service)
    for nth, fee in enumerate(service.fees):
        if fee.valid_until is not None and fee.valid_until < fee.valid_from:
            yield ("fees", nth, "valid_until"), "lies before valid_from: mend one of them"


def _questions(service: "Service") -> Iterator[Misfit]:
    yield from _promise(service)
    for nth, question in enumerate(service.questions):
        other = question.agrees_with
        if other is not None and other not in {q.id for q in service.questions}:
            yield ("questions", nth, "agrees_with"), f"names {other!r}, which is no question"
        for where, say in _twice("each", [one.id for one in question.each]):
            yield ("questions", nth, *where), say
        yield from _filled(nth, service)


def _cautions(service: "Service") -> Iterator[Misfit]:
    dates = {q.id for q in service.questions if q.kind == "date"}
    lasts, gap = service.passport_lasts, service.without_gap
    if lasts is not None and lasts.question not in dates:
        yield ("passport_lasts", "question"), f"names {lasts.question!r}, which is no date"
    if gap is None:
        return
    rows = {q.id: {one.id for one in q.each if one.kind == "date"} for q in service.questions}
    if not rows.get(gap.question):
        yield ("without_gap", "question"), f"names {gap.question!r}, which is no group with dates"
    elif not {gap.first, gap.last} <= rows[gap.question]:
        yield ("without_gap",), f"needs two dates that each row of {gap.question!r} asks"


def _twice(name: str, ids: Sequence[object]) -> Iterator[Misfit]:
    for nth, one in enumerate(ids):
        if one in ids[:nth]:
            yield (name, nth), f"has the id {one!r} of an earlier one: give it its own"


def _pages(service: "Service") -> Iterator[Misfit]:
    known = {q.id for q in service.questions}
    asked: set[str] = set()
    for nth, page in enumerate(service.pages):
        for name in page.questions:
            if name not in known:
                yield ("pages", nth, "questions"), f"asks {name!r}, which is no question"
            if name in asked:
                yield ("pages", nth, "questions"), f"asks {name!r}, which another page asks"
            asked.add(name)
    for nth, question in enumerate(service.questions):
        if question.id not in asked:
            yield ("questions", nth), f"{question.id!r} is on no page: add it to one"


def _filled(nth: int, service: "Service") -> Iterator[Misfit]:
    """What is filled stands on a later page, where the person sees and corrects it."""
    mrz = service.questions[nth]
    place = {name: n for n, page in enumerate(service.pages) for name in page.questions}
    for field, name in mrz.fills.named.items():
        where = ("questions", nth, "fills", field)
        if name not in place:
            yield where, f"names {name!r}, which is no question"
        elif place[name] <= place.get(mrz.id, len(place)):
            yield where, f"names {name!r}: put it on a later page than {mrz.id!r}"


def _promise(service: "Service") -> Iterator[Misfit]:
    if service.visit is None and service.promise.counted_from == "visit":
        yield ("promise", "counted_from"), "is a visit, and there is none: count from another event"


def _condition(
    where: tuple[str | int, ...], when: "Condition | None", service: "Service"
) -> Iterator[Misfit]:
    if when is None:
        return
    on = next((q for q in service.questions if q.id == when.question), None)
    if on is None:
        yield where, f"depends on {when.question!r}, which is no question"
        return
    if not on.choices and on.kind != "declaration":
        yield where, f"depends on {on.id!r}: only a choice or a declaration opens something"
        return
    unknown = set(when.is_in) - {choice.value for choice in on.choices} if on.choices else set()
    if unknown:
        yield where, f"waits for {sorted(unknown)}, which {on.id!r} never answers"
