"""Row ids: never twice, and in the order they were made."""

from datetime import UTC, datetime
from itertools import pairwise
from uuid import RFC_4122, UUID

import pytest

from lintas.kernel.ids import new_id, read_id
from tests.threads import at_once


def made_at(one: UUID) -> datetime:
    """The first 48 bits are milliseconds since 1970 (RFC 9562, section 5.7)."""
    return datetime.fromtimestamp((one.int >> 80) / 1000, tz=UTC)


def test_an_id_is_a_uuid_of_the_seventh_version() -> None:
    one = new_id()
    assert type(one) is UUID
    assert (one.version, one.variant) == (7, RFC_4122)


def test_an_id_tells_when_it_was_made() -> None:
    before = datetime.now(UTC)
    made = made_at(new_id())
    assert abs((made - before).total_seconds()) < 5


def test_ids_made_one_after_another_lie_in_that_order() -> None:
    ids = [new_id() for _ in range(5000)]
    assert all(a < b for a, b in pairwise(ids))


def test_threads_never_make_the_same_id() -> None:
    heaps = at_once(4, lambda number: [new_id() for _ in range(2000)])
    assert len({one for heap in heaps for one in heap}) == 8000


def test_an_id_is_read_as_it_was_written() -> None:
    one = new_id()
    assert read_id(str(one)) == one


@pytest.mark.parametrize("typed", ["", "A-017", "0192f0c1-7b1e-7000-8000", "né" * 18, "\x00"])
def test_what_is_no_id_is_none(typed: str) -> None:
    assert read_id(typed) is None
