"""What the console says of the number at a counter, and what its holder reads meanwhile."""

from pathlib import Path

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.kernel import clock
from lintas.queue import public as queue
from tests.applications.visits import here, paid, person, slot
from tests.queue.cast import OFFICER, arrived, call
from tests.walk import forward, signed_in_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
CONSOLE = "/petugas/loket/"


@pytest.fixture
def officer() -> Client:
    demo.seed_staff("mentawai", clock.now())
    client = signed_in_staff("rosa")
    client.post(f"{CONSOLE}duduk/", {"counter": "loket-2"})
    return client


def console(officer: Client, root: str = "") -> str:
    return officer.get(root + CONSOLE).content.decode()


def step(officer: Client, action: str, one: queue.TicketView, **sent: str) -> None:
    officer.post(f"{CONSOLE}nomor/{action}/", {"ticket": one.id, **sent})


def test_whoever_is_sent_on_is_called_and_not_yet_served(officer: Client) -> None:
    """Also what they came for stands beside the number, with or without an application."""
    one = arrived(clock.now())
    called = call("loket-1", clock.now())
    queue.start(ticket_id=called.id, actor=OFFICER, at=clock.now())
    queue.send_on(ticket_id=one.id, to_counter="loket-2", note="", actor=OFFICER, at=clock.now())
    officer.post(f"{CONSOLE}panggil/")
    page = console(officer)
    assert "Ganti paspor habis berlaku<br>dipanggil" in page
    assert "dilayani sejak" not in page
    step(officer, "start", one)
    assert "dilayani sejak" in console(officer)


def test_each_sentence_of_the_console_has_the_english_of_the_console(officer: Client) -> None:
    """Not that of another page that says the same Indonesian and means something else."""
    one = arrived(clock.now())
    officer.post(f"{CONSOLE}panggil/")
    page = console(officer, "/en")
    assert "Recall <kbd>R</kbd>" in page
    step(officer, "not-there", one)
    officer.post(f"{CONSOLE}jeda/", {"reason": "istirahat"})
    page = console(officer, "/en")
    assert "Counter paused" in page
    assert "Call the next number" not in page


def test_each_step_whose_number_leaves_the_counter_is_answered(officer: Client) -> None:
    one = arrived(clock.now())
    label = f'<span class="whole">{one.label}</span>'
    told = []
    for action in ("recall", "undo", "not-there", "not-there"):
        if action != "undo":  # it is still called then
            officer.post(f"{CONSOLE}panggil/")
        officer.post(f"/en{CONSOLE}nomor/{action}/", {"ticket": one.id})
        told.append(console(officer, "/en"))
    assert f"{label} was called once more on the display." in told[0]
    assert f"The call of {label} was taken back" in told[1]
    assert f"{label} was not there: back in the queue once" in told[2]
    assert f"{label} was called twice and was not there: missed." in told[3]
    assert "once more" not in console(officer, "/en"), "it is said once"


def test_what_was_put_aside_sent_on_or_done_is_answered_too(officer: Client) -> None:
    for action, sent, sentence in (
        ("park", {"reason": "mengisi"}, "diparkir di loket ini."),
        ("send-on", {"to": "loket-3", "note": ""}, "dipindahkan ke Loket 3."),
        ("send-on", {"to": "antrean:B", "note": ""}, "dipindahkan ke antrean B."),
        ("done", {"outcome": "selesai"}, "selesai."),
    ):
        one = arrived(clock.now())
        officer.post(f"{CONSOLE}panggil/")
        step(officer, "start", one)
        step(officer, action, one, **sent)
        assert f'role="status"><span class="whole">{one.label}</span> {sentence}' in console(
            officer
        )


def test_a_refusal_looks_otherwise_than_what_was_done(officer: Client) -> None:
    one = arrived(clock.now())
    officer.post(f"{CONSOLE}panggil/")
    step(officer, "start", one)
    step(officer, "not-there", one)
    assert '<p class="note warn" role="alert">Nomor ini sudah di tahap lain.' in console(officer)
    officer.post(f"{CONSOLE}tiba/", {"ticket": "A-999"})
    assert '<p class="note warn" role="alert"><span class="whole">A-999</span>' in console(officer)
    assert "A-999" not in console(officer)


def test_who_shows_a_number_again_is_named_once(officer: Client) -> None:
    arrived(clock.now())
    officer.post(f"{CONSOLE}tiba/", {"ticket": "A-001"})
    assert console(officer).count("A-001</span> sudah tercatat tiba") == 1
    officer.post(f"{CONSOLE}tiba/", {"ticket": "A-001"})
    assert "A-001: A-001" not in console(officer)


def test_the_ticket_of_an_application_says_where_it_stands_until_the_end(
    officer: Client, tmp_path: Path
) -> None:
    client, actor = person()
    one, time = paid(actor)[0], slot(here("09:00"))
    client.post(f"/permohonan/{one.pk}/jadwal/", {"slot": time.pk})
    number = queue.ticket_of(one.pk)
    forward(tmp_path / "clock-shift", time.starts_at)
    officer.post(f"{CONSOLE}tiba/", {"ticket": number.label})

    def reads() -> str:
        page = client.get(f"/permohonan/{one.pk}/tiket/").content.decode()
        return page.split('id="wait"')[1].split('class="cut"')[0]

    assert "Anda berikutnya" in reads()
    officer.post(f"{CONSOLE}panggil/")
    assert "Silakan ke Loket 2" in reads(), "the counter's name, not its id"
    step(officer, "start", number)
    assert "Sedang dilayani di Loket 2" in reads()
    step(officer, "park", number, reason="mengisi")
    assert "Loket 2 menunggu Anda kembali" in reads()


def test_when_the_numbers_without_appointment_are_gone_the_console_says_what_to_do(
    officer: Client,
) -> None:
    """Not a list in which nothing can be chosen."""
    assert 'id="share"' in console(officer)
    for service, per_day in (("paspor-penggantian", 6), ("perpanjangan-itk", 4)):
        for _ in range(per_day):
            officer.post(f"{CONSOLE}tanpa-janji/", {"service": service})
    page = console(officer)
    assert 'id="share"' not in page
    assert "sudah habis untuk semua layanan" in page
    assert "beri nomor prioritas" in page


def test_after_hours_the_console_says_so_instead_of_a_list(tmp_path: Path) -> None:
    forward(tmp_path / "clock-shift", here("20:00", days=0))
    demo.seed_staff("mentawai", clock.now())
    late = signed_in_staff("rosa")
    late.post(f"{CONSOLE}duduk/", {"counter": "loket-2"})
    page = console(late)
    assert 'id="share"' not in page
    assert "diberikan pada jam kantor saja" in page


ROOM = "/petugas/loket/ruang/"


def test_a_message_too_long_for_the_wall_is_refused_with_its_length_and_comes_back(
    officer: Client,
) -> None:
    page = officer.get(ROOM).content.decode()
    assert 'maxlength="100"' not in page, "a browser would cut it without a word"
    assert "Paling banyak 100 huruf" in page
    long, other = "Loket " + "x" * 107, "Counter 3 is closed"
    sent = {"text": long, "text_en": other, "room": "utama", "hours": "4"}
    answer = officer.post(f"{ROOM}pesan/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "113 huruf, paling banyak 100. Buang sedikitnya 13 huruf" in page
    assert f'value="{long}"' in page
    assert f'value="{other}"' in page
    assert '<option value="utama" selected>' in page
    assert '<option value="4" selected>' in page
    answer = officer.post(f"/en{ROOM}pesan/", {**sent, "text": "Pendek", "text_en": long})
    assert "The English message is too long" in answer.content.decode()
    assert queue.wall_messages("mentawai", clock.now()) == []
    officer.post(f"{ROOM}pesan/", {**sent, "text": "x" * 100})
    assert [one.text_id for one in queue.wall_messages("mentawai", clock.now())] == ["x" * 100]
