"""Questions about waivers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.journal import public as journal
from lintas.waivers.models import Waiver

PRIORITY = "priority"


@dataclass(frozen=True)
class WaiverView:
    id: UUID
    kind: str
    ground: str
    rule: str
    evidence: str
    state: str
    proposed_by: UUID
    proposed_at: datetime


def waivers_of(case: UUID) -> Sequence[WaiverView]:
    """Newest first. Cost: one index read."""
    return [WaiverView(*row) for row in _WAIVERS.rows(case)]


_WAIVERS = journal.Prepared(
    lambda case: (
        Waiver.objects.filter(case=case)
        .order_by("-proposed_at", "-id")
        .values_list(*WaiverView.__dataclass_fields__)
    ),
    of_case=True,
)


def approved(case: UUID, ground: str) -> bool:
    return Waiver.objects.filter(case=case, ground=ground, state=Waiver.State.APPROVED).exists()


def priority_of(case: UUID) -> str:
    """The ground on which this case goes first; "" for none. Cost: one index read."""
    return ask_priorities([case]).answer().get(case, "")


def ask_priorities(cases: Collection[UUID]) -> journal.Asked[dict[UUID, str]]:
    """The grounds of those of these cases that go first. Cost: one index read."""
    return _PRIORITIES.ask(list(cases)).then(lambda rows: dict(rows))


_PRIORITIES = journal.Prepared(
    lambda cases: (
        Waiver.objects.filter(case__any_of=cases, kind=PRIORITY, state=Waiver.State.APPROVED)
        .order_by("-pk")
        .values_list("case", "ground")
    )
)
