"""Every message exists in both languages, is short, and asks for nothing."""

import re
from pathlib import Path
from string import Formatter

import pytest
from django.conf import settings

from lintas.applications.telling import NOTICES
from lintas.notices.commands import CODE

FOLDER = settings.ROOT / "src" / "lintas" / "notices" / "templates" / "notices"
TEMPLATES = sorted({*NOTICES.values(), CODE})
LANGUAGES = ("id", "en")
FILES = sorted(FOLDER.glob("*.txt"))

LONGEST_SUBJECT, LONGEST_BODY = 78, 306
"""A subject a mailbox shows whole; a body of two short messages at most."""

EXAMPLES = {
    "code": "123456",
    "number": "MTW-26-7K3Q9",
    "service": "Perpanjangan izin tinggal kunjungan (VOA)",
    "office": "Kantor Imigrasi Mentawai (contoh)",
    "total": "Rp1.650.000",
    "billing_code": "820261125000001",
    "hold_until": "Rabu 25 November 2026, 10.30 WIB",
    "starts_at": "Rabu 25 November 2026, 10.30 WIB",
    "due_on": "Rabu 25 November 2026",
    "until": "Rabu 25 November 2026",
    "days": "31",
    "ticket": "A-123",
    "reason": "Keterangan atau berkas tidak benar",
}

LINK = re.compile(r"https?:|www\.|://|\b[\w-]+\.(id|com|org|net|go|example)\b|<a\b", re.I)
ASKS = re.compile(
    r"\b(klik|click|balas|reply|tautan|link|nik|kata sandi|password|pin|rekening|card number"
    r"|kirim(kan)? (data|foto|kode|nomor)|send (us )?your|isi data|transfer)\b",
    re.I,
)


def text_of(template: str, language: str) -> str:
    return str((FOLDER / f"{template}.{language}.txt").read_text())


def facts_of(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_each_message_exists_in_each_language_and_no_other_file_lies_about() -> None:
    assert {path.name for path in FILES} == {
        f"{template}.{language}.txt" for template in TEMPLATES for language in LANGUAGES
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_both_languages_tell_the_same_facts(template: str) -> None:
    found = {language: facts_of(text_of(template, language)) for language in LANGUAGES}
    assert found["id"] == found["en"]
    assert found["id"] <= EXAMPLES.keys()
    assert text_of(template, "id") != text_of(template, "en")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_message_is_short_and_its_subject_stands_alone(path: Path) -> None:
    subject, _, body = path.read_text().strip().format_map(EXAMPLES).partition("\n")
    assert 0 < len(subject) <= LONGEST_SUBJECT
    assert 0 < len(body.strip()) <= LONGEST_BODY
    assert not subject.endswith(".")
    assert body.strip().endswith(".")
    assert "\n" not in body.strip(), "one paragraph is enough"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_message_holds_no_link_and_asks_for_no_data(path: Path) -> None:
    """People learn that a message with a link or a question is not from the office."""
    assert LINK.findall(path.read_text()) == []
    assert ASKS.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Klik di sini",
        "Balas dengan nomor Anda",
        "Buka www.contoh.example",
        "Reply with your number",
        "Tulis NIK Anda",
        "kantor.go.id",
        "Send us your passport",
        "https://contoh.example/x",
    ],
)
def test_what_must_not_stand_in_a_message_would_be_found(text: str) -> None:
    assert LINK.search(text) or ASKS.search(text)


def test_whoever_gets_a_code_is_told_to_keep_it() -> None:
    assert "Jangan berikan kepada siapa pun" in text_of(CODE, "id")
    assert "Give it to nobody" in text_of(CODE, "en")
