"""Sessions and accounts are found as Django finds them, by questions compiled once; and whose many
sessions are, by one."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.test import Client
from django.utils import timezone

from lintas.accounts.backends import AccountBackend
from lintas.accounts.entry import CASES
from lintas.accounts.models import Account, Session, StaffRole
from lintas.accounts.session_queries import ask_visitors
from lintas.accounts.sessions import SessionStore, forget_sessions
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def kept(word: str) -> str:
    store = SessionStore()
    store["word"] = word
    store.save()
    assert store.session_key is not None
    return store.session_key


def test_a_session_is_read_back() -> None:
    key, other = kept("mine"), kept("another")
    assert SessionStore(key)["word"] == "mine"
    assert SessionStore(other)["word"] == "another"


def test_a_session_that_is_over_or_unknown_is_none_and_gets_another_key() -> None:
    key = kept("mine")
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    for lost in (key, "0" * 32):
        store = SessionStore(lost)
        assert "word" not in store
        assert store.session_key is None
        store.save()
        assert store.session_key not in {None, lost}


def test_whose_session_it_is_is_known_until_the_account_is_closed() -> None:
    account = Account.objects.create(phone="+62800111222", name="Siti", opened_at=clock.now())
    backend = AccountBackend()
    found = backend.get_user(account.pk)
    assert (found, found.name) == (account, "Siti")
    assert backend.get_user(new_id()) is None
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert backend.get_user(account.pk) is None


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_whose_many_sessions_are() -> None:
    siti = Account.objects.create(phone="+62800111222", name="Siti", opened_at=clock.now())
    hers, gone = signed_in(siti), signed_in(siti)
    gone.logout()
    door = new_id()
    opened = SessionStore()
    opened[CASES] = [str(door)]
    opened.save()
    keys = {hers.session.session_key or "", opened.session_key or "", "0" * 32}
    found = ask_visitors(keys).answer()
    assert found == {
        hers.session.session_key: Actor(ActorKind.PERSON, id=siti.pk, name="Siti"),
        opened.session_key: Actor(ActorKind.PERSON, cases=frozenset([door])),
    }
    assert [one.account_id for one in Session.objects.filter(account__isnull=False)] == [siti.pk]


@pytest.mark.parametrize("change", ["staff", "closed", "password", "secret", "elsewhere"])
def test_whoever_is_not_plainly_a_person_is_looked_at_more_closely(
    change: str, settings: Any
) -> None:
    account = Account.objects.create(phone="+62800111222", opened_at=clock.now())
    key = signed_in(account).session.session_key or ""
    if change == "staff":
        StaffRole.objects.create(account=account, role="officer", office="mentawai")
        StaffRole.objects.create(account=account, role="approver", office="mentawai")
    elif change == "closed":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    elif change == "password":
        Account.objects.filter(pk=account.pk).update(password="another")
    elif change == "secret":
        Session.objects.update(knew="what a session knew before the secret was changed")
    else:
        store = SessionStore(key)
        store[BACKEND_SESSION_KEY] = "some.other.Backend"
        store.save()
    assert ask_visitors([key]).answer() == {key: None}


def test_sessions_that_are_over_are_forgotten() -> None:
    over, there = kept("over"), kept("there")
    Session.objects.filter(pk=over).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert ask_visitors([over]).answer() == {}
    forget_sessions(clock.now())
    assert [one.pk for one in Session.objects.all()] == [there]
