"""What a request still lacks before it can be sent, and what was wished about sending it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lintas.applications.models import Application, SendWish
from lintas.applications.queries import Missing, missing_from, service_of
from lintas.applications.rules import Status
from lintas.attachments import public as attachments

WISHED_WHILE = {Status.DRAFT, Status.RETURNED}


@dataclass(frozen=True)
class Lacking:
    """`to_do` is for the person to do; `waiting` are papers that came and wait for the scanner."""

    to_do: Sequence[Missing]
    waiting: Sequence[Missing]
    uploads: frozenset[str]
    """Papers of which an upload waits, also those that nothing lacks without."""


def lacking_of(application: Application) -> Lacking:
    """Cost: three queries."""
    kept = {one.id for one in attachments.attachments_of(application.pk)}
    waiting = {
        one.purpose
        for one in attachments.incoming_of(application.pk)
        if one.state == "waiting" and one.id not in kept  # between its copy and its end it is both
    }
    missing = missing_from(application, service_of(application))
    to_do = [one for one in missing if one.kind != "paper" or one.id not in waiting]
    rest = [one for one in missing if one not in to_do]
    return Lacking(to_do, rest, frozenset(waiting))


@dataclass(frozen=True)
class WishFacts:
    """`waits`, or it fell `because` (changed, paper, unfit); `paper` is what that one is called."""

    waits: bool
    because: str
    paper: str


def wish_facts(application: Application) -> WishFacts | None:
    """What is to be said of the last wish to send. Cost: one query."""
    if application.status not in WISHED_WHILE:
        return None
    found = SendWish.objects.filter(pk=application.pk).first()
    if found is None:
        return None
    titles = {paper.id: str(paper.title) for paper in service_of(application).papers}
    return WishFacts(found.fell_at is None, found.because, titles.get(found.paper, found.paper))


def still_to_correct(application: Application) -> set[str]:
    """What the office asked for and has not come ("question:nik", "paper:ktp"). Cost: one query."""
    return set(application.corrections.filter(done_at=None).values_list("item", flat=True))
