"""One-time codes: right, wrong, old, used, and asked for too often."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lintas.accounts import commands
from lintas.accounts.errors import CodeSentJustNow, CodeWrong, TooManyTries
from lintas.accounts.models import Account, CodeDevice
from lintas.accounts.public import code_of, contact_of
from lintas.accounts.rules import Address
from lintas.journal import public as journal
from lintas.kernel.errors import Refused
from tests.accounts.cast import HOUR, PERSON, code_requested, hours_pass, wrong
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_the_right_code_signs_in_and_the_account_is_new(at: datetime) -> None:
    device_id, code = code_requested(at)
    assert len(code) == 6
    account = commands.enter_code(device_id=device_id, code=code, at=at)
    assert contact_of(account.id).email == PERSON.value
    told = [entry.kind for entry in journal.entries_about(account.id)]
    assert told == ["account:opened", "account:signed-in"]
    assert [entry.kind for entry in journal.entries_about(device_id)] == ["code:requested"]


def test_the_journal_knows_neither_code_nor_address(at: datetime) -> None:
    device_id, code = code_requested(at)
    account = commands.enter_code(device_id=device_id, code=code, at=at)
    entries = [*journal.entries_about(device_id), *journal.entries_about(account.id)]
    assert len(entries) == 3
    assert not [e for e in entries if code in str(e.data) or PERSON.value in str(e)]


def test_the_same_contact_is_the_same_account(at: datetime) -> None:
    first, code = code_requested(at)
    account = commands.enter_code(device_id=first, code=code, at=at)
    hours_pass()
    second, code = code_requested(at, language="en")
    assert second != first
    assert commands.enter_code(device_id=second, code=code, at=at) == account
    assert Account.objects.count() == 1


def test_two_contacts_are_two_accounts(at: datetime) -> None:
    code_requested(at)
    code_requested(at, Address("phone", "+6281234567890"))
    assert Account.objects.count() == 2


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "'; --", "0" * 20])
def test_a_wrong_code_is_refused(at: datetime, typed: str) -> None:
    device_id, _code = code_requested(at)
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=typed, at=at)


def test_a_code_near_the_right_one_is_wrong_and_signs_nobody_in(at: datetime) -> None:
    device_id, code = code_requested(at)
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=wrong(code), at=at)
    account = Account.objects.get()
    assert [e.kind for e in journal.entries_about(account.id)] == ["account:opened"]


def test_the_code_of_another_is_wrong(at: datetime) -> None:
    mine, _code = code_requested(at)
    _theirs, code = code_requested(at, Address("phone", "+6281234567890"))
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=mine, code=code, at=at)


def test_a_code_works_once(at: datetime) -> None:
    device_id, code = code_requested(at)
    commands.enter_code(device_id=device_id, code=code, at=at)
    assert code_of(device_id) is None
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=code, at=at)


def test_a_code_is_valid_for_the_ten_minutes_that_are_told(at: datetime) -> None:
    before = timezone.now()
    code_requested(at)
    valid = CodeDevice.objects.get().valid_until - before
    assert timedelta(minutes=10) <= valid < timedelta(minutes=11)


def test_an_old_code_is_refused(at: datetime) -> None:
    device_id, code = code_requested(at)
    hours_pass()
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=code, at=at)


def test_after_a_slip_the_right_code_has_to_wait_and_is_told_so(at: datetime) -> None:
    device_id, code = code_requested(at)
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=wrong(code), at=at)
    with pytest.raises(TooManyTries):
        commands.enter_code(device_id=device_id, code=code, at=at)
    CodeDevice.objects.update(throttling_failure_timestamp=timezone.now() - HOUR)
    assert commands.enter_code(device_id=device_id, code=code, at=at)


def test_after_five_slips_another_code_is_needed(at: datetime) -> None:
    device_id, code = code_requested(at)
    for _ in range(5):
        with pytest.raises(CodeWrong):
            commands.enter_code(device_id=device_id, code=wrong(code), at=at)
        CodeDevice.objects.update(throttling_failure_timestamp=timezone.now() - HOUR)
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=code, at=at)
    assert code_of(device_id) is None


def test_a_stranger_who_asks_and_guesses_stands_in_nobodys_way(at: datetime) -> None:
    strangers, code = code_requested(at)
    for _ in range(5):
        with pytest.raises(CodeWrong):
            commands.enter_code(device_id=strangers, code=wrong(code), at=at)
        CodeDevice.objects.update(throttling_failure_timestamp=timezone.now() - HOUR)
    hours_pass()
    mine, code = code_requested(at)
    assert commands.enter_code(device_id=mine, code=code, at=at)


def test_an_account_that_was_closed_is_not_entered(at: datetime) -> None:
    device_id, code = code_requested(at)
    Account.objects.update(is_active=False)
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=device_id, code=code, at=at)


def test_codes_of_days_past_are_forgotten(at: datetime) -> None:
    device_id, _code = code_requested(at)
    valid_until = CodeDevice.objects.get(pk=device_id).valid_until
    commands.forget_codes(valid_until + timedelta(hours=23))
    assert CodeDevice.objects.count() == 1
    commands.forget_codes(valid_until + timedelta(hours=25))
    assert CodeDevice.objects.count() == 0


def test_a_code_of_nobody_is_wrong(at: datetime) -> None:
    with pytest.raises(CodeWrong):
        commands.enter_code(device_id=uuid4(), code="123456", at=at)


def test_a_code_that_was_sent_just_now_is_not_sent_again(at: datetime) -> None:
    device_id, code = code_requested(at)
    with pytest.raises(CodeSentJustNow):
        code_requested(at)
    assert CodeDevice.objects.get().token == code
    assert len(list(journal.entries_about(device_id))) == 1
    hours_pass()
    again, _code = code_requested(at)
    assert len(list(journal.entries_about(again))) == 1


def test_an_account_without_any_contact_cannot_be(at: datetime) -> None:
    with pytest.raises(IntegrityError, match="account_can_be_reached"), transaction.atomic():
        Account.objects.create(opened_at=at)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_code_at_one_moment_signs_in_once(at: datetime) -> None:
    device_id, code = code_requested(at)
    found = at_once(4, lambda number: commands.enter_code(device_id=device_id, code=code, at=at))
    assert sum(isinstance(one, Account) for one in found) == 1
    assert sum(isinstance(one, Refused) for one in found) == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_requests_at_one_moment_open_one_account(at: datetime) -> None:
    found = at_once(4, lambda number: commands.request_code(address=PERSON, language="id", at=at))
    assert sum(isinstance(one, CodeSentJustNow) for one in found) == 3
    assert (Account.objects.count(), CodeDevice.objects.count()) == (1, 1)
