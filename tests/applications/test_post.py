"""A document by post: asked for by its owner alone, and the days of waiting stand still."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from lintas.accounts.models import Account
from lintas.applications.collection_commands import watch_collection
from lintas.applications.errors import (
    ActionNotOpen,
    AddressIncomplete,
    OnItsWayByPost,
    PostNotOffered,
    TrackingNeeded,
)
from lintas.applications.handover_commands import hand_over
from lintas.applications.handover_models import MadeDocument, PostalDelivery
from lintas.applications.handover_rules import Given
from lintas.applications.models import Application
from lintas.applications.post_commands import (
    PostAddress,
    ask_post,
    hand_to_post,
    receive_post,
    take_back_post,
    withdraw_post,
)
from lintas.applications.public import Status
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests import make

pytestmark = pytest.mark.django_db
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
ADDRESS = PostAddress("Contoh", "Jalan Contoh 1", "Sipora Utara", "25391", "+6281234567890")
DAY = timedelta(days=1)


@pytest.fixture
def owner(at: datetime) -> Account:
    return make.account("somebody", at)


@pytest.fixture
def ready(owner: Account, at: datetime) -> Application:
    """Waits since a Wednesday morning."""
    (one,) = make.applications(1, at, of=owner.pk, status=Status.READY)
    MadeDocument.objects.create(
        application=one, number="X1234567", made_at=at, waits_from=date(2026, 11, 25)
    )
    return fresh(one)


def fresh(one: Application) -> Application:
    return Application.objects.select_related("answers").get(pk=one.pk)


def person(account: Account) -> Actor:
    return Actor(ActorKind.PERSON, account.pk)


def asked(one: Application, owner: Account, at: datetime) -> None:
    ask_post(application=one, delivery_id=new_id(), address=ADDRESS, actor=person(owner), at=at)


def test_only_the_owners_account_may_ask(ready: Application, owner: Account, at: datetime) -> None:
    with_secret = Actor(ActorKind.PERSON, cases=frozenset({ready.pk}))
    stranger = person(make.account("stranger", at))
    for actor in (with_secret, stranger, OFFICER):
        with pytest.raises(PostNotOffered):
            ask_post(application=ready, delivery_id=new_id(), address=ADDRESS, actor=actor, at=at)
    with pytest.raises(AddressIncomplete):
        ask_post(
            application=ready,
            delivery_id=new_id(),
            address=PostAddress("", "", "", "", ""),
            actor=person(owner),
            at=at,
        )
    assert not PostalDelivery.objects.exists()


def test_one_wish_at_a_time_and_the_same_one_once(
    ready: Application, owner: Account, at: datetime
) -> None:
    delivery_id = new_id()
    for _ in range(2):
        ask_post(
            application=ready,
            delivery_id=delivery_id,
            address=ADDRESS,
            actor=person(owner),
            at=at,
        )
    with pytest.raises(ActionNotOpen):
        asked(ready, owner, at)
    assert PostalDelivery.objects.count() == 1


def test_it_travels_and_arrives_and_the_address_is_forgotten(
    ready: Application, owner: Account, at: datetime
) -> None:
    asked(ready, owner, at)
    with pytest.raises(TrackingNeeded):
        hand_to_post(application=ready, tracking="?", actor=OFFICER, at=at)
    hand_to_post(application=ready, tracking="p 2611 25001", actor=OFFICER, at=at)
    assert fresh(ready).status == Status.IN_POST
    watch_collection(at + 60 * DAY)
    assert fresh(ready).status == Status.IN_POST
    receive_post(application=fresh(ready), actor=person(owner), at=at + 70 * DAY)
    assert fresh(ready).status == Status.COLLECTED
    kept = PostalDelivery.objects.get()
    assert (kept.tracking, kept.street, kept.phone) == ("P261125001", "", "")


def test_the_days_with_the_post_do_not_count(
    ready: Application, owner: Account, at: datetime
) -> None:
    asked(ready, owner, at + 5 * DAY)
    watch_collection(at + 32 * DAY)  # asked for: the office is late, not the owner
    hand_to_post(application=ready, tracking="P261125001", actor=OFFICER, at=at + 35 * DAY)
    take_back_post(application=fresh(ready), actor=OFFICER, at=at + 50 * DAY)
    assert fresh(ready).status == Status.READY
    assert MadeDocument.objects.get().waits_from == date(2026, 11, 25) + timedelta(days=45)
    told = []
    for day in range(51, 80):
        watch_collection(at + day * DAY)
        kinds = [e.kind for e in journal.entries_about(ready.pk)]
        if kinds.count("application:collection-reminded") > len(told):
            told.append(day - 45)
        if fresh(ready).status == Status.UNCOLLECTED:
            break
    assert told == [7, 20, 27]
    assert day - 45 == 31


def test_a_withdrawn_wish_lets_the_clock_run_on(
    ready: Application, owner: Account, at: datetime
) -> None:
    asked(ready, owner, at + 3 * DAY)
    withdraw_post(application=ready, actor=person(owner), at=at + 9 * DAY)
    assert MadeDocument.objects.get().waits_from == date(2026, 12, 1)
    with pytest.raises(ActionNotOpen):
        hand_to_post(application=ready, tracking="P261125001", actor=OFFICER, at=at + 9 * DAY)


def test_at_the_counter_nobody_gets_what_is_to_be_posted(
    ready: Application, owner: Account, at: datetime
) -> None:
    ready.answers.data = {}
    ready.answers.save()
    given = Given(
        ready.number, "X1234567", "owner", "", "ktp", "1309080503909001",
        frozenset({"identity"}), True,
    )  # fmt: skip
    asked(ready, owner, at)
    with pytest.raises(OnItsWayByPost):
        hand_over(application=fresh(ready), given=given, actor=OFFICER, at=at)
    withdraw_post(application=ready, actor=person(owner), at=at)
    hand_over(application=fresh(ready), given=given, actor=OFFICER, at=at)


def test_the_pages_keep_what_was_typed_and_show_the_way(ready: Application, owner: Account) -> None:
    client = Client()
    client.force_login(owner)
    here = f"/permohonan/{ready.pk}/"
    assert "Kirim lewat pos saja" in client.get(here).content.decode()
    typed = {"recipient": "Contoh", "street": "Jalan Contoh 1", "place": "Sipora", "postcode": "1"}
    refused = client.post(f"{here}pos/", typed)
    assert refused.status_code == 422
    assert 'value="Jalan Contoh 1"' in refused.content.decode()
    sent = client.post(f"{here}pos/", typed | {"postcode": "25391", "phone": "0812 3456 7890"})
    assert sent.status_code == 302
    assert "akan dikirim lewat pos ke Sipora" in client.get(here).content.decode()
    assert client.post(f"{here}pos/batal/").status_code == 302
    assert PostalDelivery.objects.get().state == "withdrawn"
    assert Client().get(f"{here}pos/").status_code == 404
