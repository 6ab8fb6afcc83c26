"""What stands in one piece on a page, and what else a sentence holds."""

import pytest

from lintas.portal.templatetags.lintas import dial, whole


@pytest.mark.parametrize("number", ["A-012", "P-1002", "MTW-26-7K3Q9", "+62 759 000 000"])
def test_a_number_in_a_sentence_is_kept_together(number: str) -> None:
    assert whole(f"{number}: tidak ada.") == f'<span class="whole">{number}</span>: tidak ada.'


def test_nothing_else_is_touched_and_what_was_typed_is_escaped() -> None:
    assert whole("Jumat-Sabtu, 08.00-12.00") == "Jumat-Sabtu, 08.00-12.00"
    assert whole("<b>A-012</b>") == '&lt;b&gt;<span class="whole">A-012</span>&lt;/b&gt;'


def test_a_telephone_number_can_be_touched() -> None:
    assert dial("+62 759 000 000") == '<a href="tel:+62 759 000 000">+62 759 000 000</a>'
