"""Each section of a case's page has its include: without it the page would be no page."""

import pytest
from django.template.loader import get_template

from lintas.desk.case_page import Section
from lintas.desk.case_sections import SECTIONS


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_section_has_its_include(section: Section) -> None:
    assert get_template(section.template).template.source.strip()
