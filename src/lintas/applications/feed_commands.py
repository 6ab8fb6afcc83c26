"""The private address at which a person's calendar follows their visits."""

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from lintas.applications.entries import FeedMade
from lintas.applications.models import Application
from lintas.applications.visit_models import CalendarFeed
from lintas.appointments import public as appointments
from lintas.appointments.public import BookingEvent
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

KEPT = timedelta(days=90)
MOST = 100


@transaction.atomic
def make_feed(*, account_id: UUID, actor: Actor, at: datetime) -> None:
    """Make the address, or another one; the address before stops at once."""
    feed, _new = CalendarFeed.objects.update_or_create(
        account_id=account_id,
        defaults={"salt": secrets.token_hex(16), "made_at": at},
        create_defaults={"id": new_id(), "salt": secrets.token_hex(16), "made_at": at},
    )
    journal.record(FeedMade(), subject=feed.pk, actor=actor, office="", at=at)


@transaction.atomic
def drop_feed(*, account_id: UUID, at: datetime) -> None:
    """No address any more."""
    CalendarFeed.objects.filter(account_id=account_id).delete()


def feed_of(account_id: UUID) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(account_id=account_id).first()


def secret_of_feed(feed: CalendarFeed) -> str:
    """Follows from the server's key and the salt; it is not stored. Unit: 128 bits."""
    return salted_hmac("lintas.calendar", f"{feed.pk}{feed.salt}", algorithm="sha256").hexdigest()[
        :32
    ]


def feed_at(feed_id: UUID, secret: str) -> CalendarFeed | None:
    """Whoever has the address; a wrong secret and no feed look alike."""
    feed = CalendarFeed.objects.filter(pk=feed_id).first()
    if feed is None or not hmac.compare_digest(secret_of_feed(feed), secret):
        return None
    return feed


def visits_of(account_id: UUID, at: datetime) -> list[tuple[Application, BookingEvent]]:
    """The account's own requests, also what was cancelled, ninety days back. Cost: two queries."""
    rows = Application.objects.filter(account_id=account_id).select_related("answers")
    known = {row.pk: row for row in rows.order_by("-created_at")[:MOST]}
    events = appointments.events_of(list(known))
    return [(known[one.case], one) for one in events if one.starts_at > at - KEPT]
