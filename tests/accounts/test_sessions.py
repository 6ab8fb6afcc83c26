"""Sessions and accounts are found as Django finds them, by questions compiled once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from lintas.accounts.backends import AccountBackend
from lintas.accounts.models import Account
from lintas.accounts.sessions import SessionStore
from lintas.kernel import clock
from lintas.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def kept(word: str) -> str:
    store = SessionStore()
    store["word"] = word
    store.save()
    assert store.session_key is not None
    return store.session_key


def test_a_session_is_read_back_by_ours_and_by_djangos_own() -> None:
    key, other = kept("mine"), kept("another")
    for store in (SessionStore, db.SessionStore):
        assert store(key)["word"] == "mine"
        assert store(other)["word"] == "another"


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
