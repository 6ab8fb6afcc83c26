"""Two windows on one page."""

from lintas.applications.merging import marks_of_shown, merge, read_shown


def shown(**answers: str) -> dict[str, str]:
    return read_shown(marks_of_shown(answers, tuple(answers)))


def test_what_only_this_window_changed_is_kept() -> None:
    seen = shown(nama="Ani", kota="")
    assert merge({"nama": "Ani"}, {"nama": "Ani B", "kota": "Sikakap"}, seen) == (
        {"nama": "Ani B", "kota": "Sikakap"},
        [],
    )


def test_what_only_the_other_window_changed_stays() -> None:
    seen = shown(nama="Ani", kota="")
    kept, clashing = merge({"nama": "Ani B", "kota": ""}, {"nama": "Ani", "kota": "Sioban"}, seen)
    assert kept == {"kota": "Sioban"}
    assert clashing == []


def test_what_both_changed_in_different_ways_is_said() -> None:
    _kept, clashing = merge({"nama": "Ani B"}, {"nama": "Ani C"}, shown(nama="Ani"))
    assert clashing == ["nama"]


def test_both_wrote_the_same() -> None:
    assert merge({"nama": "Ani B"}, {"nama": "Ani B"}, shown(nama="Ani"))[1] == []


def test_a_form_that_says_nothing_of_what_it_showed_is_taken_as_it_is() -> None:
    assert merge({"nama": "Ani"}, {"nama": "Budi"}, {}) == ({"nama": "Budi"}, [])
    assert read_shown("  no:sense at:all:x :y") == {"no": "sense", "at:all": "x"}
