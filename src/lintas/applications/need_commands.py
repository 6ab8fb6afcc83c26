"""What somebody needs at the visit: an interpreter, a wheelchair, somebody beside them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications.entries import NeedsSaid
from lintas.applications.models import Answers, Application
from lintas.applications.queries import office_of
from lintas.applications.visit_models import VisitNeeds
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.kernel.actor import Actor

LONGEST = 60


@dataclass(frozen=True)
class SaidNeed:
    """`words`: what was written to it, as a language."""

    id: str
    short: str
    words: str


@transaction.atomic
def say_needs(
    *,
    application: Application,
    ids: Collection[str],
    words: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what is needed, instead of what was said before. The entry says that, not what."""
    known = office_of(application).booking.needs
    chosen = [need.id for need in known if need.id in ids]
    asked = {need.id for need in known if need.asks and need.id in chosen}
    said = {one: text.strip()[:LONGEST] for one, text in words.items() if one in asked}
    said = {one: text for one, text in said.items() if text}
    before = VisitNeeds.objects.filter(pk=application.pk).first()
    kept = (before.ids, before.words) if before else ([], {})
    if kept == (chosen, said):
        return
    VisitNeeds.objects.update_or_create(
        answers=Answers.objects.get(pk=application.pk), defaults={"ids": chosen, "words": said}
    )
    journal.record(
        NeedsSaid(),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )


def kept_needs(cases: Collection[UUID]) -> list[VisitNeeds]:
    """As they were written. Cost: one index read."""
    return _NEEDS.found(list(cases))


def needs_of(office: Office, cases: Collection[UUID]) -> dict[UUID, list[SaidNeed]]:
    """By request, in the office's order. Cost: one index read."""
    rows = kept_needs(cases)
    return {row.pk: _said(office, row.ids, row.words) for row in rows if row.ids}


_NEEDS = journal.Prepared(lambda cases: VisitNeeds.objects.filter(pk__any_of=cases))


def _said(office: Office, ids: Sequence[str], words: Mapping[str, str]) -> list[SaidNeed]:
    return [
        SaidNeed(need.id, str(need.short), words.get(need.id, ""))
        for need in office.booking.needs
        if need.id in ids
    ]
