"""The daily report: what a rail says it took beside what our books hold, kept as it was made."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role, system
from lintas.kernel.ids import new_id
from lintas.payments.chosen_rails import rails
from lintas.payments.entries import ReconciliationMade, ReconciliationSigned
from lintas.payments.errors import RulingNotOpen
from lintas.payments.matching import Kind, Match, Ours, Theirs, match_day
from lintas.payments.models import Bill, DisputedPayment
from lintas.payments.ports import Payment, RailAway
from lintas.payments.reconciliation_models import MatchedLine, Reconciliation

log = structlog.get_logger(__name__)
READY_AFTER = timedelta(hours=1)


def day_before(at: datetime) -> date:
    """The last office day whose books can be complete."""
    zone = catalogue.office(settings.OFFICE).zone
    return (at - READY_AFTER).astimezone(zone).date() - timedelta(days=1)


def reconcile_days(at: datetime) -> None:
    """The worker's turn: yesterday with each rail, once; a rail that is away is asked again."""
    day = day_before(at)
    for rail in rails():
        if Reconciliation.objects.filter(rail=rail.name, day=day).exists():
            continue
        try:
            listed = rail.settlement_of(day)
        except RailAway as trouble:
            log.warning("no list", rail=rail.name, day=day.isoformat(), trouble=str(trouble))
            continue
        reconcile(rail=rail.name, day=day, listed=listed, actor=system("reconciliation"), at=at)


@transaction.atomic
def reconcile(
    *, rail: str, day: date, listed: Sequence[Payment], actor: Actor, at: datetime
) -> UUID:
    """Compare and keep; what came out the same as last time is not kept again.

    Gives the report's id.  Race: a version of a day stands once; the second maker starts anew.
    """
    theirs = [Theirs(p.ntpn, p.billing_code, p.amount_rupiah) for p in listed]
    matches = match_day(day, theirs, *_ours(rail, day, [p.ntpn for p in listed]))
    last = Reconciliation.objects.filter(rail=rail, day=day).order_by("-version").first()
    if last is not None and _lines_of(last) == matches:
        return last.pk
    report = Reconciliation.objects.create(
        id=new_id(),
        office=settings.OFFICE,
        rail=rail,
        day=day,
        version=last.version + 1 if last else 1,
        ours_rupiah=sum(m.ours_rupiah for m in matches),
        theirs_rupiah=sum(m.theirs_rupiah for m in matches),
        differences=sum(m.kind != "fits" for m in matches),
        made_at=at,
    )
    MatchedLine.objects.bulk_create(
        MatchedLine(
            report=report,
            place=place,
            kind=m.kind,
            ntpn=m.ntpn,
            billing_code=m.billing_code,
            ours_rupiah=m.ours_rupiah,
            theirs_rupiah=m.theirs_rupiah,
        )
        for place, m in enumerate(matches)
    )
    data = ReconciliationMade(
        rail=rail,
        day=day,
        version=report.version,
        ours_rupiah=report.ours_rupiah,
        theirs_rupiah=report.theirs_rupiah,
        differences=report.differences,
    )
    journal.record(data, subject=report.pk, actor=actor, office=report.office, at=at)
    return report.pk


def _lines_of(report: Reconciliation) -> list[Match]:
    return [
        Match(Kind(r.kind), r.ntpn, r.billing_code, r.ours_rupiah, r.theirs_rupiah)
        for r in report.lines.order_by("place")
    ]


def _ours(rail: str, day: date, ntpns: Sequence[str]) -> tuple[list[Ours], dict[str, Ours]]:
    """Our payments of the day at this rail, and those of other days that the list names.

    Cost: four queries.
    """
    zone = catalogue.office(settings.OFFICE).zone
    start = datetime.combine(day, time(), tzinfo=zone)
    span = (start, start + timedelta(days=1) - timedelta(microseconds=1))
    bills, kept = Bill.objects.filter(paid_by=rail), DisputedPayment.objects.filter(rail=rail)
    found = [*bills.filter(paid_at__range=span), *bills.filter(ntpn__in=ntpns)]
    here: dict[str, Ours] = {}
    for row in [*kept.filter(paid_at__range=span), *kept.filter(ntpn__in=ntpns)]:
        on = row.paid_at.astimezone(zone).date()
        here[row.ntpn] = Ours(row.ntpn, row.billing_code, row.amount_rupiah, on, row.verdict)
    for bill in found:  # what paid a bill counts before what is kept beside it
        if bill.paid_at is not None:
            on = bill.paid_at.astimezone(zone).date()
            here[bill.ntpn] = Ours(bill.ntpn, bill.billing_code, bill.total_rupiah, on)
    return [one for one in here.values() if one.on == day], here


@transaction.atomic
def sign_off(*, report_id: UUID, note: str, actor: Actor, at: datetime) -> None:
    """Somebody has looked at each difference of the newest version and puts their name to it.

    Raises: RulingNotOpen.  Race: the update signs an unsigned report only.
    """
    report = Reconciliation.objects.filter(pk=report_id, office=actor.office).first()
    if report is None or not actor.has(Role.HEAD):
        raise RulingNotOpen
    newer = Reconciliation.objects.filter(
        rail=report.rail, day=report.day, version__gt=report.version
    )
    rows = Reconciliation.objects.filter(pk=report_id, signed_by=None)
    if newer.exists() or rows.update(signed_by=actor.id, signed_at=at, note=note.strip()) != 1:
        raise RulingNotOpen
    journal.record(
        ReconciliationSigned(rail=report.rail, day=report.day, version=report.version),
        subject=report.pk,
        actor=actor,
        office=report.office,
        at=at,
    )
