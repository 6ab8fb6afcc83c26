"""The rules' own words, read from docs/rules/."""

from datetime import date

from lintas.catalogue import public as catalogue


def test_a_rule_has_its_words_its_source_and_its_days() -> None:
    rules = catalogue.rule_texts()
    now, before = rules["tarif-pp-45-2024"], rules["tarif-pp-28-2019"]
    assert (now.since, now.until) == (date(2024, 12, 17), None)
    assert (before.since, before.until) == (date(2019, 5, 3), date(2024, 12, 16))
    assert now.source.startswith("PP 45/2024")
    assert "In force:" not in now.text


def test_a_day_nobody_knows_is_not_made_up() -> None:
    assert catalogue.rule_texts()["tarif-turunan"].since is None


def test_every_rule_has_words_and_a_source() -> None:
    assert [r.id for r in catalogue.rule_texts().values() if not r.text or not r.source] == []
