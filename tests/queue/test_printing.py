"""A ticket on paper, read back by a device that knows nothing of how it was written."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.journal.models import Entry
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.counter_models import Printout
from lintas.queue.escpos_printer import EscposPrinter
from lintas.queue.paper import Slip, slip_bytes
from lintas.queue.ports import PrinterAway
from lintas.queue.tasks import print_ticket, put_out
from simulators.printer import Device, Paper, listening
from tests.queue.cast import OFFICER, arrived

SLIP = Slip(
    office="Kantor Imigrasi Mentawai (contoh)",
    service="Penggantian paspor",
    label="A-047",
    when="25-11-2026 08.30",
    advice="Tunggu nomor ini dipanggil.",
    code="https://contoh.example/tiket/1/",
)


def test_the_number_stands_out_and_the_code_leads_to_the_ticket() -> None:
    paper = Device().read(slip_bytes(SLIP, 42))
    tallest = max(paper.lines, key=lambda line: line.height)
    assert (tallest.text, tallest.height, tallest.centred) == ("A-047", 4, True)
    assert paper.codes == [SLIP.code]
    assert paper.cuts == 1
    assert [line.height for line in paper.lines].count(4) == 1, "what follows is small again"


@given(st.text(max_size=120), st.integers(24, 64))
def test_whatever_a_service_is_called_no_line_is_too_long_and_no_byte_is_a_command(
    service: str, columns: int
) -> None:
    paper = Device().read(slip_bytes(Slip(**{**vars(SLIP), "service": service}), columns))
    assert all(len(line.text) <= columns for line in paper.lines)
    assert paper.codes == [SLIP.code]


@pytest.fixture
def device() -> Iterator[tuple[str, list[Paper]]]:
    taken: list[Paper] = []
    with listening(taken.append) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}", taken
        server.shutdown()
        thread.join(5)


def asked(at: datetime) -> Printout:
    ticket = arrived(at)
    given = {"office": "mentawai", "printer": "depan", "actor": OFFICER, "at": at}
    assert queue.ask_print(printout_id=ticket.id, ticket_id=ticket.id, **given)
    assert queue.ask_print(printout_id=ticket.id, ticket_id=ticket.id, **given)
    return Printout.objects.get()


@pytest.mark.django_db
@pytest.mark.usefixtures("office_with_printer")
def test_a_printer_on_the_network_gets_one_slip(
    at: datetime, device: tuple[str, list[Paper]]
) -> None:
    address, taken = device
    row = asked(at)
    put_out(row.pk, EscposPrinter(address), 42)
    put_out(row.pk, EscposPrinter(address), 42)
    for _ in range(100):
        if taken:
            break
        threading.Event().wait(0.05)
    assert [line.text for line in taken[0].lines if line.height == 4] == ["A-001"]
    assert len(taken) == 1
    row.refresh_from_db()
    assert row.state == "printed"


@pytest.mark.django_db
@pytest.mark.usefixtures("office_with_printer")
def test_a_printer_that_is_away_is_tried_again_then_given_up_and_staff_see_it(
    at: datetime, tmp_path: Path
) -> None:
    row = asked(at)
    print_ticket.func(str(row.pk))  # no such device yet
    assert Printout.objects.get().state == "waiting"
    (tmp_path / "printer").touch()
    print_ticket.func(str(row.pk))
    assert Printout.objects.get().state == "printed"
    assert Device().read((tmp_path / "printer").read_bytes()).cuts == 1

    Printout.objects.update(state="waiting", attempts=6)
    queue.watch_printouts(at + timedelta(minutes=5))
    assert Printout.objects.get().state == "given-up"
    assert queue.troubled_printers("mentawai", at + timedelta(minutes=5)) == ["depan"]
    assert Entry.objects.filter(kind="printout:given-up").count() == 1


@pytest.mark.django_db
def test_an_office_without_this_printer_prints_nothing(at: datetime) -> None:
    ticket = arrived(at)
    given = {"office": "mentawai", "printer": "depan", "actor": OFFICER, "at": at}
    assert not queue.ask_print(printout_id=new_id(), ticket_id=ticket.id, **given)


def test_nothing_listens_there() -> None:
    with pytest.raises(PrinterAway):
        EscposPrinter("tcp://127.0.0.1:1").send(b"x")
