"""Ten thousand bots with made-up numbers of the right shape, while the office's people want a time.

What a bot has: as many browsers, sessions, drafts and NIKs as it likes. What it does not have is a
paid request, and nothing else stands in line or takes a place.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from lintas.accounts.models import Account, Session
from lintas.accounts.public import TooManyTries
from lintas.accounts.sessions import SessionStore
from lintas.applications import visit_commands
from lintas.applications.errors import ActionNotOpen
from lintas.applications.lobby_arrivals import Asked
from lintas.applications.models import Answers, Application
from lintas.applications.nik import Nik, read_nik
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.lobby_models import LobbyPlace
from lintas.appointments.models import Booking
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.applications.lobby_cast import Front, asked, begun, browser_of, calendar, paid, places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
BOTS = 10_000
UNPAID = (Status.DRAFT, Status.AWAITING_PAYMENT, Status.LAPSED)


def made_up_nik(nth: int) -> str:
    """Of the right shape: a district, a day of birth, a number of that day."""
    return f"130908{nth % 28 + 1:02d}{nth % 12 + 1:02d}{nth % 80:02d}{nth % 9999 + 1:04d}"


def signed_in(account: Account) -> Session:
    (backend,), knew = settings.AUTHENTICATION_BACKENDS, account.get_session_auth_hash()
    data = {SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: knew}
    return Session(
        session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz"),
        session_data=SessionStore().encode(data),
        expire_date=timezone.now() + timedelta(days=1),
        account=account,
        knew=knew,
    )


def bots(count: int) -> list[Asked]:
    """Each with an account, a session and an unpaid request for somebody of its invention."""
    at, version = clock.now(), catalogue.service("paspor-penggantian").version
    accounts = [Account(id=new_id(), username=f"bot-{n}", opened_at=at) for n in range(count)]
    Account.objects.bulk_create(accounts, batch_size=500)
    requests = [
        Application(
            id=new_id(),
            number=f"MTW-Z{nth:06d}",
            salt="x",
            office="mentawai",
            service="paspor-penggantian",
            service_version=version,
            account=account,
            status=UNPAID[nth % len(UNPAID)],
            status_since=at,
            created_at=at,
        )
        for nth, account in enumerate(accounts)
    ]
    Application.objects.bulk_create(requests, batch_size=500)
    Answers.objects.bulk_create(
        (
            Answers(application=one, written_at=at, data={"nik": made_up_nik(nth)})
            for nth, one in enumerate(requests)
        ),
        batch_size=500,
    )
    sessions = [signed_in(account) for account in accounts]
    Session.objects.bulk_create(sessions, batch_size=500)
    pairs = zip(sessions, requests, strict=True)
    return [Asked(session.session_key, one.pk) for session, one in pairs]


def test_ten_thousand_bots_gain_no_place_and_the_offices_people_are_served(
    django_assert_num_queries: Any,
) -> None:
    assert all(isinstance(read_nik(made_up_nik(nth)), Nik) for nth in range(0, BOTS, 97))
    time = places(30)
    people = [paid(f"orang{nth}") for nth in range(20)]
    browsers = [browser_of(one) for one in people]
    crowd, front = bots(BOTS), Front()
    lobby = begun()
    front.look()
    front.gathers()
    every = BOTS // len(people)
    who = [asked(client, one) for client, one in zip(browsers, people, strict=True)]
    with django_assert_num_queries(0):  # the flood itself never reaches the database
        for nth, bot in enumerate(crowd):
            assert front.memory.standing(bot, waits=False) is not None
            if nth % every == 0:
                assert front.memory.standing(who[nth // every], waits=False) is not None
    while front.memory.asking:
        front.memory.write(clock.now())
    places_in_line = LobbyPlace.objects.order_by("turn").values_list("case", flat=True)
    assert list(places_in_line) == [one.pk for one in people], "nobody else stands there"
    appointments.take_turn(lobby_id=lobby, at=clock.now())
    for client, one in zip(browsers, people, strict=True):
        assert client.post(calendar(one), {"slot": time.pk}).status_code == 302
    time.refresh_from_db()
    assert (time.taken, Booking.objects.count()) == (20, 20)


def test_an_unpaid_request_takes_nothing_whatever_it_sends() -> None:
    time = places(30)
    (bot, late, lapsed) = bots(3)
    for one in (bot, late, lapsed):
        request = Application.objects.select_related("answers").get(pk=one.case)
        client = Client()
        client.force_login(request.account)
        answer = client.post(calendar(request), {"slot": time.pk})
        assert answer.headers["Location"] == f"/permohonan/{request.pk}/"
        actor = Actor(ActorKind.PERSON, request.account_id)
        for on in (False, True):
            lobby = begun() if on else None
            with pytest.raises(ActionNotOpen):
                visit_commands.book_visit(
                    application=request, slot_id=time.pk, booking_id=new_id(), ticket_id=new_id(),
                    actor=actor, at=clock.now(),
                )  # fmt: skip
            if lobby is not None:
                appointments.end_lobby(lobby_id=lobby, actor=actor, at=clock.now())
    time.refresh_from_db()
    assert (time.taken, Booking.objects.count(), LobbyPlace.objects.count()) == (0, 0, 0)


def test_one_address_begins_so_many_requests_and_is_told_to_wait() -> None:
    """Another address, and whoever has begun already, are not held up by it."""
    bot, person = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="203.0.113.80")
    answers = [bot.post("/permohonan/baru/paspor-penggantian/") for _ in range(123)]
    assert [one.status_code for one in answers] == [302] * 120 + [429] * 3
    assert str(TooManyTries.sentence) in answers[-1].content.decode()
    assert bot.get(answers[119].headers["Location"]).status_code == 200
    assert person.post("/permohonan/baru/paspor-penggantian/").status_code == 302
