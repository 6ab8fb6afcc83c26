"""The office's line is cut: a whole turn at the counter asks nothing of any network."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client

from lintas.accounts import demo
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.models import Ticket
from tests.queue.cast import OFFICER, issued
from tests.walk import signed_in_staff

ASKING = {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"}
_listening: list[list[str]] = []


def _hook(event: str, _args: object) -> None:
    if event in ASKING and _listening:
        _listening[-1].append(event)


sys.addaudithook(_hook)
"""Python tells of each connection of this process; it cannot be told to stop, so it is ignored."""


@contextmanager
def network_watched() -> Iterator[list[str]]:
    asked: list[str] = []
    _listening.append(asked)
    try:
        yield asked
    finally:
        _listening.pop()


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.skipif("sqlite" not in configured.DATABASES["default"]["ENGINE"], reason="one box")
def test_check_in_counter_ticket_and_display_ask_no_network(
    tmp_path: Path, settings: object
) -> None:
    settings.VOICE_ROOT = tmp_path
    demo.seed_staff("mentawai", clock.now())
    officer = signed_in_staff("rosa")
    console, today = "/petugas/loket/", clock.now().astimezone().date()
    made = issued(clock.now(), on=today)
    with network_watched() as asked:
        officer.post(f"{console}duduk/", {"counter": "loket-1"})
        officer.post(f"{console}tiba/", {"ticket": made.label})
        officer.post(f"{console}tanpa-janji/", {"service": "perpanjangan-itk"})
        officer.post(f"{console}panggil/")
        called = Ticket.objects.get(status="called")
        Client().get(f"/tampilan/mentawai/suara/{called}/id/")
        for step, said in (
            ("recall", {}),
            ("start", {}),
            ("park", {"reason": "mengisi"}),
            ("resume", {}),
            ("start", {}),
            ("done", {"outcome": "selesai"}),
        ):
            officer.post(f"{console}nomor/{step}/", {"ticket": called.pk, **said})
        pages = (console, "/tampilan/mentawai/", "/tampilan/mentawai/keadaan/")
        for path in (*pages, "/antrean/mentawai/", f"/tiket/{made.id}/"):
            assert officer.get(path).status_code == 200
        queue.ask_print(
            printout_id=new_id(),
            ticket_id=made.id,
            office="mentawai",
            printer="depan",
            actor=OFFICER,
            at=clock.now(),
        )
    assert Ticket.objects.get(pk=called.pk).status == "done"
    assert asked == []


def test_the_watch_notices_a_connection() -> None:
    import socket

    with network_watched() as asked, socket.socket() as line:
        line.settimeout(0.2)
        line.connect_ex(("127.0.0.1", 1))
    assert asked == ["socket.connect"]
