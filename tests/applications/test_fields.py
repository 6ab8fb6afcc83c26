"""Answers as people type them: what is meant is kept, what is wrong gets a clear sentence."""

import re

import pytest
from django.http import QueryDict
from django.utils.translation import override

from lintas.applications.fields import FIELDS
from lintas.applications.forms import PageForm
from lintas.catalogue.answers import rows_in
from lintas.catalogue.questions import Question
from tests.answers import SPECIMEN

LABEL = {"id": "Pertanyaan", "en": "Question"}
CHOICES = [{"value": v, "label": {"id": v, "en": v}} for v in ("utuh", "hilang")]
EACH = [
    {"id": "nama", "kind": "name", "label": {"id": "Nama", "en": "Name"}},
    {"id": "lahir", "kind": "date", "label": {"id": "Lahir", "en": "Born"}},
]
SIXTY = "Wirakontohsaputranegara Mangunkontohdiningrat Kusumocontohhadi"
MARUFS = ["Ma'ruf", "Ma\u2019ruf", "Ma\u2018ruf", "Ma\u02bcruf", "Ma`ruf", "Ma\u00b4ruf"]
NIKS = ["1309080503909001", "1309 0805 0390 9001", "1309.0805-0390–9001\u200b", "١٣٠٩٠٨٠٥٠٣٩٠٩٠٠١"]
NIKS += ["１３０９０８０５０３９０９００１"]
SCRIPTS = ["Контохов Пример", "مثال الكاتب", "示例", "ตัวอย่าง ไทย", "예시", "उदाहरण", "Contoh-Nuñez"]


def question_of(kind: str, **more: object) -> Question:
    if kind in {"choice", "several"}:
        more["choices"] = CHOICES
    if kind == "group":
        more = {"row": {"id": "Anak", "en": "Child"}, "each": EACH, **more}
    return Question.model_validate({"id": "x", "kind": kind, "label": LABEL, **more})


def form_of(kind: str, typed: object, **more: object) -> PageForm:
    question = question_of(kind, **more)
    parts = ("x_day", "x_month", "x_year")
    data = dict(zip(parts, typed, strict=True)) if isinstance(typed, tuple) else {"x": typed}
    if kind == "group":
        data = typed if isinstance(typed, dict) else {}
    if kind == "several":
        data = QueryDict(mutable=True)
        data.setlist("x", typed if isinstance(typed, list) else [typed] if typed else [])
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
    nothing = "" if kind in {"choice", "several", "village", "declaration"} else nothing
    said = {language: sentence(kind, nothing, language) for language in ("id", "en")}
    assert said["id"] != said["en"]
    assert all(one.endswith(".") for one in said.values())
    assert kept(kind, nothing, required=False) == ""


def test_several_choices_are_kept_in_the_order_offered() -> None:
    assert kept("several", ["hilang", "utuh"]) == "utuh hilang"
    assert kept("several", ["hilang"]) == "hilang"
    assert sentence("several", ["hilang", "rusak"]) == "Pilih dari daftar ini."
    shown = PageForm((question_of("several"),), initial={"x": "utuh hilang"})["x"].as_widget()
    assert shown.count("checked") == 2


@pytest.mark.parametrize("typed", ["1309 0812 0315 9001", "1309-0812.0315 9001"])
def test_a_family_card_number_is_its_sixteen_digits(typed: str) -> None:
    assert kept("kk", typed) == "1309081203159001"


def test_a_family_card_number_that_cannot_be_says_where_to_look() -> None:
    assert "hanya berisi angka" in sentence("kk", "13090812O3159001")
    assert "tertulis 15" in sentence("kk", "130908120315900")


@pytest.mark.parametrize("typed", ["650000", "Rp650.000", "650.000,00", " 650 000 "])
def test_money_is_kept_as_digits_and_shown_with_points(typed: str) -> None:
    assert kept("money", typed) == "650000"
    shown = PageForm((question_of("money"),), initial={"x": "650000"})["x"].as_widget()
    assert 'value="650.000"' in shown


@pytest.mark.parametrize("typed", ["1.5", "banyak", "9" * 16])
def test_money_that_cannot_be_shows_an_example(typed: str) -> None:
    assert "650.000" in sentence("money", typed)


def test_the_lines_of_a_passport_are_kept_as_they_are_on_it() -> None:
    assert kept("mrz", SPECIMEN.lower().replace("\n", "\r\n")) == SPECIMEN
    assert "44 tanda" in sentence("mrz", "P<UTO")
    assert "44 characters" in sentence("mrz", "P<UTO", "en")
    assert "huruf A sampai Z" in sentence("mrz", SPECIMEN.replace("ANNA", "ÄNNA"))
    assert "Angka pemeriksa" in sentence("mrz", SPECIMEN.replace("740812", "740813"))


def test_lines_misread_are_offered_as_they_were_meant() -> None:
    shown = form_of("mrz", SPECIMEN.replace("740812", "74O8I2"))["x"].as_widget()
    assert "Mungkin maksud Anda" in shown
    assert shown.count("<mark>") == 2
    assert "Mungkin" not in form_of("mrz", SPECIMEN.replace("740812", "740813"))["x"].as_widget()
    assert "Mungkin" not in form_of("mrz", SPECIMEN)["x"].as_widget()


TWO = {"x_count": "2", "x_0_nama": "Contoh", "x_1_nama": "Contoh Dua"}
BORN = {f"x_{n}_lahir_{part}": "5" for n in (0, 1) for part in ("day", "month")}
BORN |= {"x_0_lahir_year": "2018", "x_1_lahir_year": "2020"}


def test_a_group_is_kept_row_by_row() -> None:
    rows = [
        {"nama": "Contoh", "lahir": "2018-05-05"},
        {"nama": "Contoh Dua", "lahir": "2020-05-05"},
    ]
    assert rows_in(kept("group", TWO | BORN)) == tuple(rows)
    empty = TWO | BORN | {"x_count": "3"}
    assert rows_in(kept("group", empty)) == tuple(rows)


def test_a_row_that_is_half_filled_in_is_named() -> None:
    half = TWO | BORN | {"x_1_lahir_year": ""}
    assert sentence("group", half) == "Lihat lagi Anak 2."
    assert sentence("group", half, "en") == "Please look at Child 2 again."
    shown = form_of("group", half)["x"].as_widget()
    assert "Tulis tanggal dengan angka" in shown
    assert 'value="Contoh Dua"' in shown


def test_a_group_takes_no_more_rows_than_its_question_says() -> None:
    many = {f"x_{n}_nama": "Contoh" for n in range(50)}
    many |= {f"x_{n}_lahir_{p}": "5" for n in range(50) for p in ("day", "month")}
    many |= {f"x_{n}_lahir_year": "2018" for n in range(50)}
    assert len(rows_in(kept("group", {**many, "x_count": "50"}, most=2))) == 2
    assert "Isi sedikitnya satu" in sentence("group", {**many, "x_count": "-1"}, most=2)


def test_buttons_add_and_remove_rows_and_lose_nothing() -> None:
    question = question_of("group", most=3)
    more = PageForm.after_a_button((question,), TWO | BORN | {"x_add": "1"}, {})
    assert more is not None
    shown = more["x"].as_widget()
    assert shown.count('class="entry"') == 3
    assert 'name="x_count" value="3"' in shown
    assert 'value="Contoh Dua"' in shown
    less = PageForm.after_a_button((question,), TWO | BORN | {"x_remove": "0"}, {})
    assert less is not None
    shown = less["x"].as_widget()
    assert 'name="x_count" value="1"' in shown
    assert "Contoh Dua" in shown
    assert 'value="2020"' in shown
    assert PageForm.after_a_button((question,), TWO | BORN, {}) is None
    full = PageForm.after_a_button((question,), {"x_count": "3", "x_add": "1"}, {})
    assert full is not None
    assert "Paling banyak 3" in full["x"].as_widget()


def test_a_search_narrows_the_list_of_villages_and_loses_nothing() -> None:
    question = question_of("village")
    narrowed = PageForm.after_a_button((question,), {"x_sought": "Sipora Utara", "x": ""}, {})
    assert narrowed is not None
    shown = narrowed["x"].as_widget()
    assert shown.count("<option") == 7
    assert "selected" not in shown.partition("Betumonga")[2]
    one = PageForm.after_a_button((question,), {"x_sought": "Tua Pejat", "x_find": "1"}, {})
    assert one is not None
    assert 'value="13.09.08.2003" selected' in one["x"].as_widget()
    none = PageForm.after_a_button((question,), {"x_sought": "Atlantis", "x_find": "1"}, {})
    assert none is not None
    assert none["x"].as_widget().count("<option") == 44
    assert "Atlantis" in none["x"].as_widget()
    picked = {"x_sought": "Tua Pejat", "x": "13.09.08.2003"}
    assert PageForm.after_a_button((question,), picked, {}) is None
