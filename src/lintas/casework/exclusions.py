"""Who is passed over for a case. A rule takes the case and people, and gives whom and why;
which rules there are stands in wiring.py, where other capabilities can add theirs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.crypto import salted_hmac

from lintas.applications.public import Held
from lintas.casework.models import Conflict, Kin
from lintas.casework.rules import Ground
from lintas.journal import public as journal
from lintas.kernel.text import bare

Exclusion = Callable[[Held, Sequence[UUID]], Mapping[UUID, Ground]]
_rules: tuple[Exclusion, ...] = ()


def declare_exclusions(rules: Iterable[Exclusion]) -> None:
    """Which rules hold from now on."""
    global _rules
    _rules = tuple(rules)


def excluded(case: Held, staff: Sequence[UUID]) -> dict[UUID, Ground]:
    """Whom of these any rule passes over. Cost: a query or two each rule."""
    found: dict[UUID, Ground] = {}
    for rule in _rules:
        found = {**rule(case, staff), **found}
    return found


def hashed(mark: str) -> str:
    """A relative's number is kept only so that it can be compared."""
    return salted_hmac("lintas.kin", mark).hexdigest()


def folded(name: str) -> str:
    """A name by its words, whatever their order."""
    return " ".join(sorted(bare(name).split()))


def kin(case: Held, staff: Sequence[UUID]) -> Mapping[UUID, Ground]:
    """Whoever declared a relation with somebody named in this case."""
    values = {hashed(mark) for mark in case.marks} | {folded(name) for name in case.names}
    rows = Kin.objects.filter(staff__in=staff, value__in=values).values_list("staff", flat=True)
    return dict.fromkeys(rows, Ground.KIN)


def conflict(case: Held, staff: Sequence[UUID]) -> Mapping[UUID, Ground]:
    """Whoever said on opening it that they should not have it."""
    rows = Conflict.objects.filter(case=case.id, staff__in=staff).values_list("staff", flat=True)
    return dict.fromkeys(rows, Ground.CONFLICT)


def handled_before(case: Held, staff: Sequence[UUID]) -> Mapping[UUID, Ground]:
    """Four eyes: whoever interviewed or reviewed decides nothing, though others review now."""
    before = {case.reviewed_by}
    for entry in journal.entries_of_case(case.id):
        if entry.kind == "application:interview-finished":
            before.add(entry.actor_id)
        if entry.kind == "case:assigned" and entry.data.seat == "reviewed_by":
            before.add(entry.data.staff)
    return {one: Ground.HANDLED_BEFORE for one in staff if one in before}
