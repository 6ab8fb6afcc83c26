"""Answers as people type them: what is meant is kept, what is wrong gets a clear sentence."""

import re

import pytest
from django.utils.translation import override

from lintas.applications.fields import FIELDS
from lintas.applications.forms import PageForm
from lintas.catalogue.definition import Question

LABEL = {"id": "Pertanyaan", "en": "Question"}
CHOICES = [{"value": v, "label": {"id": v, "en": v}} for v in ("utuh", "hilang")]
SIXTY = "Wirakontohsaputranegara Mangunkontohdiningrat Kusumocontohhadi"
MARUFS = ["Ma'ruf", "Ma\u2019ruf", "Ma\u2018ruf", "Ma\u02bcruf", "Ma`ruf", "Ma\u00b4ruf"]
NIKS = ["1309080503909001", "1309 0805 0390 9001", "1309.0805-0390–9001\u200b", "١٣٠٩٠٨٠٥٠٣٩٠٩٠٠١"]
NIKS += ["１３０９０８０５０３９０９００１"]
SCRIPTS = ["Контохов Пример", "مثال الكاتب", "示例", "ตัวอย่าง ไทย", "예시", "उदाहरण", "Contoh-Nuñez"]


def form_of(kind: str, typed: object, **more: object) -> PageForm:
    if kind == "choice":
        more["choices"] = CHOICES
    question = Question.model_validate({"id": "x", "kind": kind, "label": LABEL, **more})
    parts = ("x_day", "x_month", "x_year")
    data = dict(zip(parts, typed, strict=True)) if isinstance(typed, tuple) else {"x": typed}
    return PageForm((question,), data)


def kept(kind: str, typed: object, **more: object) -> str:
    form = form_of(kind, typed, **more)
    assert form.is_valid(), str(form.errors)
    return form.values()["x"]


def sentence(kind: str, typed: object, language: str = "id", **more: object) -> str:
    with override(language):
        form = form_of(kind, typed, **more)
        assert not form.is_valid(), f"{kind} took {typed!r} as {form.cleaned_data}"
        (said,) = (str(one) for one in form.errors["x"])
    return said


@pytest.mark.parametrize("name", [SIXTY, "Contoh", "X", "Dg. Contoh, S.H.", *MARUFS, *SCRIPTS])
def test_a_name_is_kept_as_its_owner_writes_it(name: str) -> None:
    assert kept("name", name) == name


def test_a_long_name_is_never_cut() -> None:
    assert sum(char.isalpha() for char in SIXTY) >= 60
    assert kept("name", "Contoh " * 21 + "Tua") == "Contoh " * 21 + "Tua"
    assert "150" in sentence("name", "C" * 151)


def test_a_name_is_tidied_of_what_cannot_be_seen() -> None:
    assert kept("name", "  Contoh\u00a0 Pertama\u200b\x00 ") == "Contoh Pertama"
    assert kept("name", "Andre\u0301") == "Andr\u00e9"


@pytest.mark.parametrize("typed", ["123", "'", "-", "…", "１２３"])
def test_a_name_without_a_letter_is_no_name(typed: str) -> None:
    assert "huruf" in sentence("name", typed)
    assert "letters" in sentence("country", typed, "en")


@pytest.mark.parametrize("typed", NIKS)
def test_a_nik_is_its_sixteen_digits(typed: str) -> None:
    assert kept("nik", typed) == "1309080503909001"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("130908050390", "baru 12"),
        ("13090805039090011", "tertulis 17"),
        ("13090805O3909001", "hanya berisi angka"),
        ("1309083102909001", "tanggal ini tidak ada"),
        ("1309080503900000", "tidak mungkin 0000"),
        ("0009080503909001", "kode wilayah"),
    ],
)
def test_a_nik_that_cannot_be_says_where_to_look(typed: str, says: str) -> None:
    assert says in sentence("nik", typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("(0759) 000 123", "+62759000123"),
        ("+61 412 345 678", "+61412345678"),
    ],
)
def test_a_phone_number_has_one_form(typed: str, number: str) -> None:
    assert kept("phone", typed) == number


@pytest.mark.parametrize("typed", ["0812", "contoh", "+999 1", "0812 3456 7890 / 0813 3456 7890"])
def test_a_phone_number_that_is_none_shows_examples(typed: str) -> None:
    assert "0812 3456 7890" in sentence("phone", typed)
    assert "+61 412 345 678" in sentence("phone", typed, "en")


@pytest.mark.parametrize("typed", ["X1234567", "x 1234567", "X-123.4567", "X１２３４５６７"])
def test_a_passport_number_is_letters_and_digits(typed: str) -> None:
    assert kept("passport_number", typed) == "X1234567"


@pytest.mark.parametrize("typed", ["X123", "X123456789012", "X12345/7", "X12345é"])
def test_a_passport_number_that_cannot_be_says_where_it_stands(typed: str) -> None:
    assert "halaman foto" in sentence("passport_number", typed)


@pytest.mark.parametrize(
    "typed",
    [("5", "3", "1990"), ("05", "03", "1990"), ("５", "３", "１９９０"), (" 5 ", "3.", "1990")],
)
def test_a_date_is_three_numbers(typed: tuple[str, str, str]) -> None:
    assert kept("date", typed) == "1990-03-05"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("31", "2", "1990"), "tidak ada di kalender"),
        (("29", "2", "2023"), "tidak ada di kalender"),
        (("0", "3", "1990"), "tidak ada di kalender"),
        (("5", "13", "1990"), "tidak ada di kalender"),
        (("5", "3", "0000"), "tidak ada di kalender"),
        (("5", "Maret", "1990"), "dengan angka, misalnya"),
        (("5", "3", "90"), "dengan angka, misalnya"),
        (("", "3", "1990"), "dengan angka, misalnya"),
    ],
)
def test_a_date_that_cannot_be_keeps_what_was_typed(typed: tuple[str, str, str], says: str) -> None:
    assert says in sentence("date", typed)
    shown = re.findall(
        r'name="x_\w+"(?: value="([^"]*)")?', form_of("date", typed)["x"].as_widget()
    )
    assert tuple(shown) == typed


def test_a_saved_date_comes_back_in_its_three_fields() -> None:
    saved = kept("date", ("9", "2", "2024"))
    field = form_of("date", ("", "", "")).fields["x"]
    assert field.widget.decompress(saved) == ["9", "2", "2024"]


def test_a_village_is_one_of_the_list_and_its_name_may_repeat() -> None:
    assert kept("village", "13.09.08.2001") == "13.09.08.2001"
    shown = form_of("village", "")["x"].as_widget()
    assert shown.count(">Betumonga<") == 2
    assert '<optgroup label="Sipora Utara">' in shown
    assert "13.09.99.2001" in sentence("village", "13.09.99.2001")


def test_a_declaration_is_ticked_or_not() -> None:
    assert kept("declaration", "on") == "ya"
    assert "Centang" in sentence("declaration", "")
    assert kept("declaration", "", required=False) == ""


def test_a_choice_is_one_of_its_values() -> None:
    assert kept("choice", "utuh") == "utuh"
    assert sentence("choice", "rusak") == "Pilih salah satu."


def test_an_address_that_is_incomplete_shows_an_example() -> None:
    assert kept("email", " contoh@contoh.example\u200b") == "contoh@contoh.example"
    assert "nama@contoh.id" in sentence("email", "contoh@")


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_an_answer_that_lacks_is_asked_for_in_both_languages(kind: str) -> None:
    nothing = ("", " ", "") if kind == "date" else " \u200b"
    nothing = "" if kind in {"choice", "village", "declaration"} else nothing
    said = {language: sentence(kind, nothing, language) for language in ("id", "en")}
    assert said["id"] != said["en"]
    assert all(one.endswith(".") for one in said.values())
    assert kept(kind, nothing, required=False) == ""
