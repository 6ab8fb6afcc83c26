"""Those who come together are called one after another, or to one counter."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from lintas.journal import public as journal
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from tests.queue.cast import DAY, OFFICER, call, offices
from tests.queue.conftest import forget_offices


@pytest.fixture
def one_counter(tmp_path: Path, settings: object) -> Iterator[None]:
    folder = offices(tmp_path / "offices")
    file = folder / "mentawai" / "office.toml"
    file.write_text(file.read_text().replace('"in-a-row"', '"one-counter"'))
    settings.OFFICES_FOLDER = folder
    forget_offices()
    yield
    forget_offices()


def coming(at: datetime, family: object = None, first: str = "") -> queue.TicketView:
    made = queue.issue_ticket(
        ticket_id=new_id(), office="mentawai", on=DAY, letter="A", service="paspor-penggantian",
        case=None, booking_id=None, due_at=at, actor=OFFICER, at=at, family=family,
        family_first=first,
    )  # fmt: skip
    return queue.arrive(ticket_id=made.id, actor=OFFICER, at=at)


def household(at: datetime) -> tuple[list[queue.TicketView], queue.TicketView]:
    """Three of one family, and a stranger whose number lies between theirs."""
    family = new_id()
    first = coming(at, family)
    stranger = coming(at)
    return [first, *(coming(at, family, first.label) for _ in range(2))], stranger


@pytest.mark.django_db
def test_they_stand_beside_the_first_of_them(at: datetime) -> None:
    them, stranger = household(at)
    order = [one.label for one in queue.waiting_list("mentawai", at)]
    assert order == [*(one.label for one in them), stranger.label]
    assert call("loket-1", at).id == them[0].id
    assert call("loket-2", at).id == them[1].id, "one after another, wherever a counter is free"


@pytest.mark.django_db
@pytest.mark.usefixtures("one_counter")
def test_where_the_office_says_so_they_are_called_to_one_counter(at: datetime) -> None:
    them, stranger = household(at)
    assert call("loket-1", at).id == them[0].id
    assert call("loket-2", at).id == stranger.id, "theirs wait for the first one's counter"
    waiting = queue.waiting_list("mentawai", at)
    assert {one.wanted_counter for one in waiting} == {"loket-1"}
    for one in them[:-1]:
        queue.start(ticket_id=one.id, actor=OFFICER, at=at)
        queue.finish(ticket_id=one.id, actor=OFFICER, at=at)
        assert call("loket-1", at) is not None
    kept = [e for e in journal.entries_about(them[1].id) if e.kind == "ticket:kept-for-family"]
    assert [(e.data.counter, e.rule) for e in kept] == [("loket-1", "datang-bersama")]
    assert queue.overtaking_today("mentawai", at).otherwise == 0
