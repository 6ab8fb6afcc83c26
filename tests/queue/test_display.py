"""What a waiting room sees and hears: rooms, languages, messages, pauses; never a name."""

import os
import stat
import wave
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue import voice
from tests.queue.cast import OFFICER, arrived, call, serving

WALL = "/tampilan/mentawai/"


def state(at: datetime, room: str = "") -> dict:  # type: ignore[type-arg]
    return queue.state_of(catalogue.office("mentawai"), at, room)


@pytest.mark.django_db
def test_each_room_shows_its_counters_its_calls_and_its_line(at: datetime) -> None:
    for minutes in range(3):
        arrived(at, minutes)
    arrived(at, letter="B")
    arrived(at, 1, letter="B")
    call("loket-2", at)
    call("loket-3", at)
    main, permits = state(at, "utama"), state(at, "izin-tinggal")
    assert [c["number"] for c in main["calls"]] == ["A-001"]
    assert [(c["id"], c["number"]) for c in permits["counters"]] == [("Loket 3", "B-001")]
    assert [c["number"] for c in main["counters"]] == ["", "A-001"]
    assert state(at)["waiting"] == 3
    assert state(at)["next"][0] in {"B-002", "A-002"}


@pytest.mark.django_db
def test_a_pause_is_shown_with_its_reason_in_both_languages(at: datetime) -> None:
    queue.pause_counter(
        pause_id=new_id(),
        office="mentawai",
        counter="loket-2",
        reason="istirahat",
        actor=OFFICER,
        at=at,
    )
    paused = [c["pause"] for c in state(at)["counters"] if c["pause"]]
    assert paused == [{"id": "Istirahat", "en": "Break"}]
    assert "Istirahat" in Client().get(WALL).content.decode()


@pytest.mark.django_db
def test_a_screen_without_a_call_says_whether_there_was_one_and_whether_more_come(
    at: datetime,
) -> None:
    assert state(at)["quiet"]["id"] == "Belum ada panggilan"
    arrived(at)
    last = serving("loket-2", at)
    queue.finish(ticket_id=last.id, actor=OFFICER, at=at)
    assert state(at)["quiet"]["id"] == "Tidak ada panggilan baru"
    closed = at.replace(hour=9)  # 16.00 there
    assert state(closed)["quiet"] == {
        "id": "Panggilan hari ini selesai",
        "en": "All of today's calls are done",
    }
    arrived(closed)
    assert state(closed)["quiet"]["id"] == "Tidak ada panggilan baru"


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_page_of_the_screen_says_so_too() -> None:
    moment = clock.now()
    arrived(moment)
    queue.finish(ticket_id=serving("loket-2", moment).id, actor=OFFICER, at=moment)
    page = Client().get(WALL).content.decode()
    assert "Tidak ada panggilan baru" in page
    assert "Belum ada panggilan" not in page


def shown(at: datetime, **changes: object) -> None:
    said = {"room": "", "text": "Loket 3 pindah", "text_en": "", "until": at + timedelta(hours=1)}
    given = {**said, **changes}
    queue.show_message(message_id=new_id(), office="mentawai", actor=OFFICER, at=at, **given)


@pytest.mark.django_db
def test_a_message_stands_until_its_hour_or_until_it_is_taken_down(at: datetime) -> None:
    shown(at)
    shown(at, room="utama", text="Hanya di sini", text_en="Only here")
    assert [m["en"] for m in state(at, "utama")["messages"]] == ["Loket 3 pindah", "Only here"]
    assert [m["id"] for m in state(at, "izin-tinggal")["messages"]] == ["Loket 3 pindah"]
    assert state(at + timedelta(hours=2))["messages"] == []
    first = queue.wall_messages("mentawai", at)[0]
    for _ in range(2):
        queue.take_down_message(message_id=first.id, office="mentawai", actor=OFFICER, at=at)
    assert [m["id"] for m in state(at)["messages"]] == ["Hanya di sini"]
    for wrong in ({"text": " "}, {"text": "x" * 101}, {"room": "gudang"}, {"until": at}):
        with pytest.raises(queue.MessageWrong):
            shown(at, **wrong)


@pytest.mark.django_db
def test_another_day_begins_empty_and_says_that_it_is_another(at: datetime) -> None:
    arrived(at)
    call("loket-1", at)
    tomorrow = state(at + timedelta(days=1))
    assert (tomorrow["current"], tomorrow["calls"], tomorrow["waiting"]) == ([], [], 0)
    assert tomorrow["day"] != state(at)["day"]
    assert queue.fingerprint(state(at)) == queue.fingerprint(state(at + timedelta(minutes=1)))


@pytest.mark.django_db
def test_a_week_of_days_makes_the_state_no_larger(at: datetime) -> None:
    """A display keeps one state; what it is made of does not grow with what has happened."""
    sizes = []
    for _ in range(45):
        arrived(at)
        done = serving("loket-1", at)
        queue.finish(ticket_id=done.id, actor=OFFICER, at=at)
        sizes.append(len(str(state(at))))
    assert max(sizes[10:]) - min(sizes[10:]) < 40


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_page_asks_for_its_room_and_language_and_unknown_ones_are_the_whole_office() -> None:
    page = Client().get(f"{WALL}?ruang=utama&bahasa=en,id").content.decode()
    assert 'data-live="' in page
    assert "/live/mentawai/utama/" in page
    assert 'data-languages="en id"' in page
    assert "Main room" in page
    assert '<html lang="en">' in page
    other = Client().get(f"{WALL}?ruang=gudang&bahasa=xx").content.decode()
    assert "/live/mentawai/&quot;" in other or '/live/mentawai/"' in other
    asked = Client().get(f"{WALL}keadaan/?ruang=izin-tinggal")
    assert [c["id"] for c in asked.json()["counters"]] == ["Loket 3"]
    again = Client().get(
        f"{WALL}keadaan/?ruang=izin-tinggal", headers={"If-None-Match": asked["ETag"]}
    )
    assert again.status_code == 304


def speaking(folder: Path, settings: object) -> Path:
    """A program that does what espeak-ng does as far as we ask: writes a sound from its input."""
    program = folder / "speak"
    program.write_text(
        "#!/usr/bin/env python3\n"
        "import sys, wave\n"
        "said = sys.stdin.read()\n"
        "with wave.open(sys.argv[sys.argv.index('-w') + 1], 'wb') as out:\n"
        "    out.setnchannels(1); out.setsampwidth(2); out.setframerate(8000)\n"
        "    out.writeframes(bytes(2 * len(said)))\n"
        f"open({str(folder / 'calls')!r}, 'a').write(said + '\\n')\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings.SPEECH_PROGRAM = str(program)
    settings.VOICE_ROOT = folder / "voice"
    return folder / "calls"


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_a_call_is_spoken_once_made_and_only_while_it_stands(
    at: datetime, tmp_path: Path, settings: object
) -> None:
    from lintas.kernel import clock

    calls = speaking(tmp_path, settings)
    now = clock.now()
    arrived(now)
    called = call("loket-2", now)
    assert called is not None
    for _ in range(3):
        answer = Client().get(f"{WALL}suara/A-001/id/")
        assert answer["Content-Type"] == "audio/wav"
        assert b"".join(answer)[:4] == b"RIFF"
    assert calls.read_text() == "Nomor antrean A, 1. Silakan ke Loket 2.\n"
    assert Client().get(f"{WALL}suara/A-001/en/").status_code == 200
    assert "Please go to Counter 2" in calls.read_text()
    for path in ("A-002/id/", "A-001/fr/", "..%2F..%2Fetc/id/"):
        assert Client().get(f"{WALL}suara/{path}").status_code == 404
    queue.start(ticket_id=called.id, actor=OFFICER, at=now)
    queue.finish(ticket_id=called.id, actor=OFFICER, at=now)
    assert Client().get(f"{WALL}suara/A-001/id/").status_code == 404
    assert sorted(p.suffix for p in (tmp_path / "voice").iterdir()) == [".wav", ".wav"]


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_without_the_program_displays_are_silent_and_know_it(settings: object) -> None:
    from lintas.kernel import clock

    settings.SPEECH_PROGRAM = "/nowhere/espeak-ng"
    now = clock.now()
    arrived(now)
    call("loket-1", now)
    assert state(now)["voice"] is False
    assert Client().get(f"{WALL}suara/A-001/id/").status_code == 503


@pytest.mark.skipif(not voice.available(), reason="espeak-ng is not on this machine")
def test_debians_speech_engine_speaks_indonesian(tmp_path: Path, settings: object) -> None:
    settings.VOICE_ROOT = tmp_path
    counter = catalogue.office("mentawai").counters[1].title
    lengths = {}
    for language in voice.VOICES:
        file = voice.sound(voice.sentence("A-047", counter, language), language)
        assert file is not None
        with wave.open(str(file)) as sound:
            lengths[language] = sound.getnframes() / sound.getframerate()
    assert all(2 < seconds < 9 for seconds in lengths.values()), lengths
    assert os.listdir(tmp_path)
