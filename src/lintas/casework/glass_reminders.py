"""The head hears of each emergency opening at once, and each working day its review is late."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications import public as applications
from lintas.casework.entries import GlassReviewMissed
from lintas.casework.models import Glass
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import Role, system
from lintas.notices import public as notices

CASEWORK = system("casework")
TO_HEAD: Mapping[str, str] = {
    "case:glass-broken": "glass-broken",
    "case:glass-review-missed": "glass-overdue",
}
"""Kind of entry to notice template; wiring.py reads the kinds from here."""


def watch_glasses(at: datetime) -> None:
    """Say once each working day which emergency openings are past the day of their review.

    Cost: one index read an office, one statement for each that is late.
    """
    for office in catalogue.offices():
        today = office.today(at)
        if not office.calendar.is_working(today):
            continue
        late = Glass.objects.filter(office=office.id, reviewed_at=None, review_due_on__lt=today)
        for glass in late.order_by("review_due_on", "at"):
            _remind(glass, today, at)


def _remind(glass: Glass, today: date, at: datetime) -> None:
    """Race: of two workers the second one's update matches nothing."""
    journal.change_and_record(
        Glass.objects.filter(
            Q(reminded_on=None) | Q(reminded_on__lt=today), pk=glass.pk, reviewed_at=None
        ),
        {"reminded_on": today},
        GlassReviewMissed(glass=glass.pk, on=today, review_due_on=glass.review_due_on),
        subject=glass.pk,
        case=glass.case,
        actor=CASEWORK,
        office=glass.office,
        at=at,
    )


def tell_head_of_glass(entry: EntryView) -> None:
    """Reaction: a case was opened in an emergency, or its review is late."""
    glass = Glass.objects.filter(pk=entry.subject).first()
    if glass is None or glass.reviewed_at is not None:
        return
    for account_id in reviewers(glass):
        contact = accounts.contact_of(account_id)
        with override(contact.language):
            facts = {
                "number": glass.number,
                "due_on": date_format(glass.review_due_on, "l j F Y"),
                "due_short": date_format(glass.review_due_on, "j M Y"),
            }
        notices.notify(
            notice_id=uuid5(entry.id, str(account_id)),
            account_id=account_id,
            template=TO_HEAD[entry.kind],
            facts=facts,
            case=None,  # what the office says to itself is no part of what the applicant was told
            actor=system("notices"),
            at=entry.at,
            office=glass.office,
            quiet=applications.quiet_of(catalogue.office(glass.office)),
        )


def reviewers(glass: Glass) -> list[UUID]:
    """The heads who did not open it themselves; an office without one has its administrators told,
    who name another head."""
    others = [member for member in accounts.staff_of(glass.office) if member.id != glass.staff]
    heads = [member.id for member in others if Role.HEAD in member.roles]
    return heads or [member.id for member in others if Role.ADMIN in member.roles]
