"""Talking to the rails, in the background."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.db.models import F
from django_tasks import task

from lintas.kernel import clock
from lintas.payments.chosen_rails import rail_named, rails
from lintas.payments.models import Bill, Registration
from lintas.payments.ports import Charge, CodeForgotten, Rail, RailAway
from lintas.payments.rules import GRACE, WAITING, doubt_about, pause_after

log = structlog.get_logger(__name__)


@task()
def register_bill(bill_id: str) -> None:
    register(UUID(bill_id), rails())


@task()
def ask_rail(bill_id: str) -> None:
    ask(UUID(bill_id), rails())


@task()
def close_code(registration_id: int) -> None:
    row = Registration.objects.get(pk=registration_id)
    close(registration_id, rail_named(row.rail))


def register(bill_id: UUID, through: Sequence[Rail]) -> None:
    """Make the code payable at each rail; one that is away is asked again by `ask`."""
    if not Bill.objects.filter(pk=bill_id, status__in=WAITING).exists():
        return
    for rail in through:
        _register(bill_id, rail)


def _register(bill_id: UUID, rail: Rail) -> bool:
    """Whether the rail knows the bill now."""
    rows = Registration.objects.filter(bill_id=bill_id, rail=rail.name)
    row = rows.select_related("bill").first()
    if row is None or row.registered_at is not None:
        return row is not None
    bill = row.bill
    lines = tuple(bill.lines.values_list("title_id", "amount_rupiah"))
    charge = Charge(bill.billing_code, bill.total_rupiah, bill.hold_until, lines)
    try:
        scan = rail.register(charge)
    except RailAway as trouble:
        _later(bill, trouble)
        return False
    rows.filter(registered_at=None).update(registered_at=clock.now(), scan=scan)
    if not Bill.objects.filter(pk=bill_id, status__in=WAITING).exists():
        rows.update(closed_at=None, close_at=clock.now())  # ended while the rail was told of it
    Bill.objects.filter(pk=bill_id).update(attempts=0)
    return True


def ask(bill_id: UUID, through: Sequence[Rail]) -> None:
    """Ask each rail whether a bill was paid.

    Past its hold it lapses, but only when every rail it stands at has said itself that nobody
    paid; where a rail has forgotten it, or stays away too long, people must look.
    """
    from lintas.payments.commands import doubt_bill, lapse_bill

    bill = Bill.objects.filter(pk=bill_id, status__in=WAITING).first()
    if bill is None:
        return
    known = set(bill.registrations.values_list("rail", flat=True))
    words = [_word_of(bill, rail) for rail in through if rail.name in known]
    missing = not all(words) or len(words) < len(known)
    forgotten = bill.registrations.exclude(forgotten_at=None).exists()
    at = clock.now()
    doubt = doubt_about(
        hold_until=bill.hold_until, forgotten=forgotten, words_missing=missing, at=at
    )
    if doubt is not None:
        doubt_bill(bill_id=bill_id, why=doubt, at=at)
    elif not missing and at > bill.hold_until + GRACE:
        lapse_bill(bill_id=bill_id, at=at)  # moves an unpaid bill only: a paid one stays paid


def _word_of(bill: Bill, rail: Rail) -> bool:
    """Whether this rail has answered for itself; a payment it tells of is taken at once."""
    from lintas.payments.settling import settle

    if not _register(bill.pk, rail):
        return False
    try:
        payment = rail.payment_of(bill.billing_code)
    except RailAway as trouble:
        _later(bill, trouble)
        return False
    except CodeForgotten:
        _forgotten(bill, rail)
        return False
    if payment is not None:
        settle(payment=payment, at=clock.now())
    return True


def _forgotten(bill: Bill, rail: Rail) -> None:
    """Note it for good, and let the code be registered anew so that it can be paid."""
    log.warning("rail forgot a code", bill=str(bill.pk), rail=rail.name)
    rows = Registration.objects.filter(bill=bill, rail=rail.name)
    rows.filter(forgotten_at=None).update(forgotten_at=clock.now())
    rows.update(registered_at=None)


def close(registration_id: int, through: Rail) -> None:
    """Nobody can pay this code here any more; a rail that is away is asked again by its turn.

    A cancelled bill is asked about no longer, so whether somebody paid before is asked here.
    """
    row = Registration.objects.select_related("bill").get(pk=registration_id)
    try:
        through.close(row.bill.billing_code)
        if row.bill.status == Bill.Status.CANCELLED:
            _take_last_word(row.bill.billing_code, through)
    except RailAway as trouble:
        log.warning("rail away", bill=str(row.bill_id), trouble=str(trouble))
        return
    Registration.objects.filter(pk=registration_id).update(closed_at=clock.now())


def _take_last_word(billing_code: str, through: Rail) -> None:
    """Raises: RailAway."""
    from lintas.payments.settling import settle

    try:
        payment = through.payment_of(billing_code)
    except CodeForgotten:
        return
    if payment is not None:
        settle(payment=payment, at=clock.now())


def _later(bill: Bill, trouble: RailAway) -> None:
    log.warning("rail away", bill=str(bill.pk), trouble=str(trouble))
    Bill.objects.filter(pk=bill.pk).update(
        attempts=F("attempts") + 1, ask_at=clock.now() + pause_after(bill.attempts)
    )
