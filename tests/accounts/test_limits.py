"""How often a thing may be tried: counted for all processes alike, per stretch of time."""

from datetime import UTC, datetime, timedelta

import pytest

from lintas.accounts.models import Tries
from lintas.accounts.public import TooManyTries, forget_tries, rate_limit
from tests.threads import at_once

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def tries(count: int, at: datetime, key: str = "code:contoh@contoh.example") -> int:
    """How many of so many tries were let through."""
    let = 0
    for _ in range(count):
        try:
            rate_limit(key, most=3, per=HOUR, at=at)
        except TooManyTries:
            continue
        let += 1
    return let


def test_so_many_tries_and_no_more(at: datetime) -> None:
    assert tries(10, at) == 3


def test_refused_tries_are_not_counted_and_another_key_is_free(at: datetime) -> None:
    tries(10, at)
    assert Tries.objects.get().count == 3
    assert tries(1, at, "code:lain@contoh.example") == 1


def test_a_new_stretch_begins_anew() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert tries(5, noon) == 3
    assert tries(5, noon + HOUR - timedelta(seconds=1)) == 0
    assert tries(5, noon + HOUR) == 3


def test_a_moment_is_the_same_stretch_in_every_zone() -> None:
    noon = datetime(2026, 11, 25, 12, 40, tzinfo=UTC)
    assert tries(3, noon) == 3
    assert tries(1, noon.astimezone(datetime.fromisoformat("2026-11-25T08:00+07:00").tzinfo)) == 0


def test_what_was_tried_is_kept_only_as_its_hash(at: datetime) -> None:
    tries(1, at)
    (row,) = Tries.objects.values()
    assert "contoh" not in str(row)


def test_a_limit_of_none_lets_nobody_through(at: datetime) -> None:
    with pytest.raises(TooManyTries):
        rate_limit("closed", most=0, per=HOUR, at=at)


def test_the_refusal_says_to_wait(at: datetime) -> None:
    with pytest.raises(TooManyTries) as refused:
        rate_limit("closed", most=0, per=HOUR, at=at)
    assert "Tunggu" in str(refused.value)


def test_yesterdays_tries_are_forgotten_and_todays_are_not(at: datetime) -> None:
    for days in (0, 1, 2):
        tries(3, at - days * DAY)
    forget_tries(at)
    assert [row.since > at - DAY for row in Tries.objects.all()] == [True]
    assert tries(1, at) == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_one_moment_are_not_let_through(at: datetime) -> None:
    found = at_once(8, lambda number: tries(1, at))
    assert sum(found) == 3
