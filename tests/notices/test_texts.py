"""Every message exists in both languages, is short, asks for nothing, and fits its SMS."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lintas.applications.telling import NOTICES
from lintas.catalogue.public import office
from lintas.notices.texts import (
    ASKS,
    LINK,
    Placeholder,
    Text,
    TextsWrong,
    placeholders,
    problems,
    read_texts,
    say,
    texts,
)

OLD = settings.ROOT / "src" / "lintas" / "notices" / "templates" / "notices"
WORDS = {"subject": "Contoh {number}", "body": "Contoh {number}.", "short": "Contoh {number}."}
KNOWN = {
    "number": Placeholder(sample="MTW-26-7K3Q9", longest="MTW-26-WWWWW", sms=True),
    "reason": Placeholder(sample="Sebab", longest="Sebab yang panjang"),
}


def text(**changed: object) -> Text:
    """A good message, with some of its Indonesian words replaced."""
    segments = changed.pop("segments", 1)
    return Text.model_validate({"segments": segments, "id": {**WORDS, **changed}, "en": WORDS})


def troubles(one: Text) -> list[str]:
    return list(problems({"contoh": one}, KNOWN))


def test_all_messages_may_go_out() -> None:
    assert list(problems(texts(), placeholders())) == []


def test_what_is_told_of_a_request_has_its_text() -> None:
    assert set(NOTICES.values()) <= texts().keys()


def test_texts_are_data_and_no_longer_templates() -> None:
    found = sorted(path.name for path in OLD.glob("*.txt"))
    assert found == [], "Write notices/texts/<kind>.toml, with a short text for SMS."


def test_a_good_message_has_no_trouble() -> None:
    assert troubles(text()) == []


@pytest.mark.parametrize(
    ("changed", "trouble"),
    [
        ({"body": "Contoh {number} {nobody}."}, "does not know nobody"),
        ({"subject": "Contoh", "body": "Contoh."}, "different facts"),
        ({"short": "Contoh {reason}."}, "may not say reason"),
        ({"subject": "Contoh {number}" + "x" * 70}, "the subject has"),
        ({"subject": "Contoh {number}."}, "the subject has"),
        ({"body": "Contoh {number}"}, "a full stop"),
        ({"body": "Contoh {number}" + "x" * 300 + "."}, "the body has"),
        ({"short": "x" * 149 + "{number}"}, "takes 161 septets, 2 SMS instead of 1"),
        ({"short": "é" * 159 + "€"}, "takes 161 septets"),
        ({"short": "ş" * 59 + "{number}"}, "takes 71 UCS-2 units"),
        ({"body": "Klik di sini {number}."}, "no link"),
        ({"body": "Buka www.contoh.example {number}."}, "no link"),
    ],
)
def test_what_may_not_go_out_is_named(changed: dict[str, str], trouble: str) -> None:
    found = troubles(text(**changed))
    assert any(trouble in one for one in found), found


def test_the_longest_facts_count_and_not_the_samples() -> None:
    known = {**KNOWN, "number": Placeholder(sample="1", longest="9" * 30, sms=True)}
    long = text(short="x" * 140 + "{number}")
    assert [p for p in problems({"contoh": long}, known) if "170 septets" in p]


def test_a_message_may_take_two_sms_when_it_says_so() -> None:
    assert troubles(text(short="x" * 200, segments=2)) == []


def test_a_file_that_is_no_message_is_named(tmp_path: object) -> None:
    (tmp_path / "salah.toml").write_text('urgent = "ya"')  # type: ignore[operator]
    with pytest.raises(TextsWrong, match=r"salah\.toml"):
        read_texts(tmp_path)  # type: ignore[arg-type]


def test_the_check_reads_the_real_texts(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("messages", "check")
    assert f"{len(texts())} messages" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("messages", "nothing")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_town_of_this_office_is_no_longer_than_we_count_with(language: str) -> None:
    town = office(settings.OFFICE).town.in_language(language)
    assert len(town) <= len(placeholders()["town"].longest)


@pytest.mark.parametrize(
    "words",
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
def test_what_must_not_stand_in_a_message_would_be_found(words: str) -> None:
    assert LINK.search(words) or ASKS.search(words)


def test_whoever_gets_a_code_is_told_to_keep_it() -> None:
    code = texts()["code"]
    for wording in (code.id, code.en):
        for words in (wording.body, wording.short):
            assert "Jangan berikan kepada siapa pun" in words or "Give it to nobody" in words


def test_facts_are_those_of_the_body_in_its_order() -> None:
    said = say(texts()["ready"], "id", {"number": "N", "office": "O", "town": "T"})
    assert list(said.facts.items()) == [("office", "O"), ("number", "N")]
    assert said.short == "Siap diambil: permohonan N, di T. Bawa tanda pengenal asli dan nomor ini."
