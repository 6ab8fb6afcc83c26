"""What can be claimed back, by the table as it stands."""

from datetime import date

import pytest

from lintas.applications.rules import Status
from lintas.catalogue import public as catalogue
from lintas.payments.rules import Verdict
from lintas.refunds.rules import grounds_open, last_day, masked, why_it_stays


def table() -> catalogue.RefundTable:
    found = catalogue.refund_table()
    assert found is not None
    return found


def ids(**about: object) -> set[str]:
    given = {"verdict": "", "outcome": "", "status": "withdrawn", "served": False, **about}
    return {one.id for one in grounds_open(table(), **given)}


def test_the_table_names_only_what_there_is() -> None:
    verdicts = {v for one in table().grounds for v in one.verdicts}
    statuses = {s for one in (*table().grounds, *table().stays) for s in one.statuses}
    assert verdicts <= set(Verdict)
    assert statuses <= set(Status)
    assert set(table().rules) <= set(catalogue.rule_texts())


def test_a_fee_comes_back_by_how_its_request_ended() -> None:
    both = {"salah-pungut", "tidak-dapat-dilayani"}
    assert ids() == {*both, "ditarik-sebelum-dilayani"}
    assert ids(served=True) == both
    assert ids(status="paid") == {"salah-pungut"}


@pytest.mark.parametrize("verdict", ["second-payment", "wrong-amount", "after-hold"])
def test_money_that_paid_nothing_comes_back_unless_people_decided_otherwise(verdict: str) -> None:
    for outcome, found in {"": True, "give-back": True, "accept": False, "not-ours": False}.items():
        assert ids(verdict=verdict, outcome=outcome) == ({"salah-bayar"} if found else set())
    assert ids(verdict="unknown-code") == set()


def test_a_served_request_says_by_which_rule_its_fee_stays() -> None:
    assert why_it_stays(table(), status="refused", served=False) is None
    assert why_it_stays(table(), status="under-review", served=True) is None
    found = why_it_stays(table(), status="refused", served=True)
    assert found is not None
    assert not found.confirmed


def test_five_years_end_on_the_same_day_and_a_leap_day_on_the_28th() -> None:
    assert last_day(date(2026, 11, 25), 5) == date(2031, 11, 25)
    assert last_day(date(2028, 2, 29), 5) == date(2033, 2, 28)


def test_an_account_is_shown_by_its_last_digits() -> None:
    assert masked("1234567890") == "•••• 7890"
