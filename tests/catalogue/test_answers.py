"""The one place that knows how several choices and rows are kept."""

from hypothesis import given
from hypothesis import strategies as st

from lintas.catalogue.answers import as_chosen, as_rows, chosen, rows_in
from lintas.catalogue.countries import country_name, same_country
from lintas.catalogue.questions import Condition

SLUGS = st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), max_size=6)
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from(["nama", "lahir"]), st.text(min_size=1), min_size=1, max_size=2
    ),
    max_size=6,
)


@given(SLUGS)
def test_several_choices_come_back(values: list[str]) -> None:
    assert chosen(as_chosen(values)) == tuple(values)


@given(ROWS)
def test_rows_come_back(rows: list[dict[str, str]]) -> None:
    assert rows_in(as_rows(rows)) == tuple(rows)


def test_rows_of_nothing_are_no_answer() -> None:
    assert as_rows([{"nama": ""}, {}]) == ""
    assert rows_in("") == ()


def test_a_condition_holds_for_one_choice_or_any_of_several() -> None:
    condition = Condition(question="kegiatan", is_in=("lain", "kerja"))
    assert condition.holds({"kegiatan": "lain"})
    assert condition.holds({"kegiatan": "selancar kerja"})
    assert not condition.holds({"kegiatan": "selancar"})
    assert not condition.holds({})


def test_countries_are_known_by_code_and_by_name() -> None:
    assert country_name("AUS", "id") == "Australia"
    assert country_name("D", "id") == "Jerman"
    assert country_name("GBR", "en") == "United Kingdom"
    assert country_name("XXA", "id") == ""
    assert same_country("jerman", "D")
    assert same_country("Germany", "D")
    assert same_country("AUS", "AUS")
    assert same_country("Utopia", "UTO")
    assert same_country("Australia", "D") is False
    assert same_country("Atlantis", "D") is None
    assert same_country("Australia", "XXA") is None
