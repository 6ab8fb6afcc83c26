"""Where uploads in quarantine stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.attachments import errors
from lintas.attachments.models import Incoming, IncomingPiece
from lintas.journal import public as journal


@dataclass(frozen=True)
class IncomingView:
    """`state`: receiving, waiting (complete), stored, refused (`refusal` says why)."""

    id: UUID
    case: UUID
    purpose: str
    name: str
    state: str
    refusal: object
    length: int
    received: int
    attempts: int
    expires_at: datetime

    @property
    def percent(self) -> int:
        return 100 * self.received // self.length


def incoming_view(row: Incoming) -> IncomingView:
    return IncomingView(
        id=row.id,
        case=row.case,
        purpose=row.purpose,
        name=row.name,
        state=row.state,
        refusal=getattr(errors, row.refusal).sentence if row.refusal else "",
        length=row.length,
        received=row.received,
        attempts=row.attempts,
        expires_at=row.expires_at,
    )


def incoming_of(case: UUID) -> list[IncomingView]:
    """What of one case is under way, waits or was refused lately. Cost: one index read."""
    return [incoming_view(row) for row in _COMING.found(case)]


_COMING = journal.Prepared(
    lambda case: (
        Incoming.objects.filter(case=case).exclude(state=Incoming.State.STORED).order_by("pk")
    ),
    of_case=True,
)


def incoming(case: UUID, incoming_id: UUID, at: datetime) -> IncomingView | None:
    """One upload of this case that is not over its time."""
    row = Incoming.objects.filter(pk=incoming_id, case=case, expires_at__gt=at).first()
    return incoming_view(row) if row else None


def named_pieces(names: Collection[str]) -> Collection[str]:
    """Which of these some upload still needs. Cost: one read of the hashes' index."""
    rows = IncomingPiece.objects.filter(sha256__in=names)
    return list(rows.values_list("sha256", flat=True))
