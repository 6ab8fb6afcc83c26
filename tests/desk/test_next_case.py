"""From one case in hand to the next, by address and by key."""

import re
from datetime import datetime

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Application
from tests import make
from tests.walk import signed_in_staff

pytestmark = pytest.mark.django_db


def in_hand(at: datetime, count: int) -> list[Application]:
    demo.seed_staff("mentawai", at)
    cases = make.applications(count, at, of=make.account("contoh", at).pk)
    staff = dict(Account.objects.filter(username__isnull=False).values_list("username", "pk"))
    Application.objects.filter(pk__in=[c.pk for c in cases]).update(
        decider=staff["yohana"], reviewed_by=staff["markus"]
    )
    return cases


def following(approver: Client, case: Application) -> str:
    return str(approver.get(f"/petugas/berkas/{case.pk}/berikut/").url)


def test_one_goes_round_through_all_that_one_has_to_decide(at: datetime) -> None:
    cases = in_hand(at, 3)
    approver = signed_in_staff("yohana")
    seen, place = set(), cases[0]
    for _ in cases:
        found = re.search(r"/berkas/([0-9a-f-]{36})/$", following(approver, place))
        assert found
        seen.add(found.group(1))
        place = Application.objects.get(pk=found.group(1))
    assert seen == {str(case.pk) for case in cases}


def test_when_it_was_the_last_one_the_list_says_so(at: datetime) -> None:
    (case,) = in_hand(at, 1)
    approver = signed_in_staff("yohana")
    assert following(approver, case) == "/petugas/berkas/?lingkup=saya"
    page = approver.get("/petugas/berkas/?lingkup=saya").content.decode()
    assert "Tidak ada berkas lain yang menunggu Anda." in page


def test_what_cannot_be_taken_back_asks_for_a_second_key(at: datetime) -> None:
    (case,) = in_hand(at, 1)
    page = signed_in_staff("yohana").get(f"/petugas/berkas/{case.pk}/").content.decode()
    approve = re.search(r'<button[^>]*data-key="a"[^>]*>', page)
    assert approve
    assert "data-careful" in approve.group(0)


def test_what_nobody_has_looked_through_is_passed_over(at: datetime) -> None:
    cases = in_hand(at, 3)
    Application.objects.filter(pk=cases[1].pk).update(reviewed_by=None)
    approver = signed_in_staff("yohana")
    reached = {following(approver, cases[0]), following(approver, cases[2])}
    assert reached == {f"/petugas/berkas/{cases[n].pk}/" for n in (0, 2)}
