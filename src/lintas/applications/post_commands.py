"""A document that travels by post instead of waiting at the counter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.applications.entries import (
    PostAsked,
    Posted,
    PostReceived,
    PostReturned,
    PostWithdrawn,
)
from lintas.applications.errors import (
    ActionNotOpen,
    AddressIncomplete,
    PostNotOffered,
    TrackingNeeded,
)
from lintas.applications.handover_models import MadeDocument, PostalDelivery
from lintas.applications.handover_rules import clock_moved
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.post_queries import may_ask_post
from lintas.applications.queries import office_of
from lintas.applications.rules import Action
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.text import tidy

FORGOTTEN = {"recipient": "", "street": "", "place": "", "postcode": "", "phone": ""}
State = PostalDelivery.State


@dataclass(frozen=True)
class PostAddress:
    recipient: str
    street: str
    place: str
    postcode: str
    phone: str

    @property
    def complete(self) -> bool:
        return all((self.recipient, self.street, self.place, self.postcode, self.phone))


@transaction.atomic
def ask_post(
    *,
    application: Application,
    delivery_id: UUID,
    address: PostAddress,
    actor: Actor,
    at: datetime,
) -> None:
    """The owner, signed in, asks for the document at an address; the same id again is a no-op.

    Raises: PostNotOffered, AddressIncomplete, ActionNotOpen.
    Race: a second open delivery breaks a constraint.
    """
    if PostalDelivery.objects.filter(pk=delivery_id, application=application).exists():
        return
    if not may_ask_post(application, actor):
        raise PostNotOffered
    if not address.complete:
        raise AddressIncomplete
    try:
        with transaction.atomic():
            PostalDelivery.objects.create(
                id=delivery_id, application=application, asked_at=at, **vars(address)
            )
    except IntegrityError:
        raise ActionNotOpen from None
    _tell(application, PostAsked(delivery=delivery_id), actor, at)


@transaction.atomic
def withdraw_post(*, application: Application, actor: Actor, at: datetime) -> None:
    """Collect it after all, while it is not under way yet. Raises: ActionNotOpen."""
    if application.account_id is None or application.account_id != actor.id:
        raise ActionNotOpen
    delivery = _end(application, State.ASKED, State.WITHDRAWN, at, forget=True)
    _start_the_clock(application, delivery, at)
    _tell(application, PostWithdrawn(delivery=delivery.pk), actor, at)


@transaction.atomic
def hand_to_post(*, application: Application, tracking: str, actor: Actor, at: datetime) -> None:
    """Raises: TrackingNeeded, ActionNotOpen."""
    number = "".join(tidy(tracking).upper().split())
    if not number.isalnum() or not 6 <= len(number) <= 40:
        raise TrackingNeeded
    post = office_of(application).post
    delivery = application.deliveries.filter(state=State.ASKED).first()
    if delivery is None or post is None:
        raise ActionNotOpen
    asked = PostalDelivery.objects.filter(pk=delivery.pk, state=State.ASKED)
    carrier = str(post.carrier)
    if asked.update(state=State.POSTED, tracking=number, carrier=carrier, posted_at=at) != 1:
        raise ActionNotOpen
    data = Posted(delivery=delivery.pk, carrier=carrier, tracking=number)
    move(application, Action.HAND_TO_POST, data, actor=actor, at=at, rule=post.rule)


@transaction.atomic
def receive_post(*, application: Application, actor: Actor, at: datetime) -> None:
    """It has arrived: the owner says so, or the post does to an officer. Raises: ActionNotOpen."""
    delivery = _end(application, State.POSTED, State.RECEIVED, at, forget=True)
    data = PostReceived(delivery=delivery.pk)
    move(application, Action.RECEIVE_POST, data, actor=actor, at=at)


@transaction.atomic
def take_back_post(*, application: Application, actor: Actor, at: datetime) -> None:
    """The post brought it back; it waits at the counter again. Raises: ActionNotOpen."""
    delivery = _end(application, State.POSTED, State.RETURNED, at, forget=False)
    _start_the_clock(application, delivery, at)
    data = PostReturned(delivery=delivery.pk)
    move(application, Action.TAKE_BACK_POST, data, actor=actor, at=at)


def _end(
    application: Application, was: State, now: State, at: datetime, *, forget: bool
) -> PostalDelivery:
    delivery = application.deliveries.filter(state=was).first()
    if delivery is None:
        raise ActionNotOpen
    rows = PostalDelivery.objects.filter(pk=delivery.pk, state=was)
    if rows.update(state=now, ended_at=at, **(FORGOTTEN if forget else {})) != 1:
        raise ActionNotOpen
    return delivery


def _start_the_clock(application: Application, delivery: PostalDelivery, at: datetime) -> None:
    """The days of waiting stood still while the wish for the post stood."""
    made = MadeDocument.objects.filter(application=application).first()
    if made is None:
        return
    office = office_of(application)
    made.waits_from = clock_moved(
        made.waits_from, office.today(delivery.asked_at), office.today(at)
    )
    made.save(update_fields=["waits_from"])


def _tell(application: Application, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
