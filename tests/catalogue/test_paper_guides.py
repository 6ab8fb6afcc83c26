"""What each paper looks like, where to get it, what goes wrong."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from lintas.catalogue import public as catalogue
from lintas.catalogue.paper_guides import PaperGuides
from lintas.catalogue.public import check_folder, guides_for

SERVICES = Path(__file__).parents[2] / "services"
LIGHTEST, HEAVIEST = 300, 3000


@pytest.mark.django_db
def test_every_paper_of_every_service_has_all_three() -> None:
    seen = set()
    for service in catalogue.services():
        for paper in service.papers:
            described = guides_for(paper)
            assert len(described) == (len(paper.any_of) or 1), (service.id, paper.id)
            for _title, guide in described:
                assert guide.where.id != guide.where.en
                assert guide.wrong
                seen.add(guide.picture)
    for picture in seen:
        drawing = Path(finders.find(f"portal/papers/{picture}.svg"))
        text = drawing.read_text()
        assert LIGHTEST < len(text) < HEAVIEST
        assert ">CONTOH</text>" in text
        assert "prefers-color-scheme:dark" in text
    drawn = {path.stem for path in drawing.parent.glob("*.svg")}
    assert drawn == seen, "a drawing nobody shows, or none for a picture"


def test_a_paper_that_nobody_describes_is_a_problem(tmp_path: Path) -> None:
    for path in SERVICES.glob("*/service.toml"):
        folder = tmp_path / path.parent.name
        folder.mkdir()
        (folder / "service.toml").write_text(path.read_text())
    text = (SERVICES / "papers.toml").read_text()
    (tmp_path / "papers.toml").write_text(text.replace('"kk"', '"kartu"', 1))
    problems = [str(problem) for problem in check_folder(tmp_path)]
    assert len(problems) == 2
    assert "do not describe 'kk'" in problems[0]
    assert "describe 'kartu', which no service asks for" in problems[1]


def test_a_paper_is_described_once() -> None:
    words = {"id": "x", "en": "y"}
    guide = {"papers": ["kk"], "picture": "kk", "where": words, "wrong": [words]}
    with pytest.raises(ValueError, match="twice"):
        PaperGuides.model_validate({"guides": [guide, guide]})
