"""Telling the office that somebody asked for more than the law takes."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.accounts.public import rate_limit
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.numbers import new_number
from lintas.voices.entries import ExtraFeeReported
from lintas.voices.models import ExtraFeeReport

MOST_AN_HOUR = 5
NOBODY = Actor(ActorKind.PERSON)


def report_extra_fee(
    *,
    report_id: UUID,
    office: str,
    happened_on: date,
    place: str,
    asked: str,
    whom: str,
    described: str,
    contact: str,
    address: str,
    at: datetime,
) -> ExtraFeeReport:
    """Keep it with a number. Nobody's name goes with it: whoever reports may stay unknown.

    `address` is the visitor's, counted as a hash and not kept.  Raises: TooManyTries.
    """
    found = ExtraFeeReport.objects.filter(pk=report_id).first()
    if found is not None:
        return found
    rate_limit(f"extra-fee:{address}", most=MOST_AN_HOUR, per=timedelta(hours=1), at=at)
    here = catalogue.office(office)
    with transaction.atomic():
        made = ExtraFeeReport.objects.create(
            id=report_id,
            number=new_number(f"{here.prefix}L", here.today(at).year),
            office=office,
            happened_on=happened_on,
            place=place,
            asked=asked,
            whom=whom,
            described=described,
            contact=contact,
            made_at=at,
        )
        journal.record(
            ExtraFeeReported(number=made.number),
            subject=report_id,
            actor=NOBODY,
            office=office,
            at=at,
        )
    return made
