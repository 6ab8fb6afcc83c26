"""manage.py office, as somebody types it."""

import xml.etree.ElementTree as ElementTree
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SHORT: dict[str, Any] = {
    "on": "2026-11-25", "every": 60.0, "counters": 1, "people": 12, "days": 10,
}  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.on_sqlite]


def said(verb: str, **options: Any) -> str:
    out = StringIO()
    given = [f"--{name}={value}" for name, value in (SHORT | options).items()]
    call_command("office", verb, *given, stdout=out)
    return out.getvalue()


def test_a_day_is_played_and_a_quota_advised() -> None:
    text = said("simulate", days=40)
    assert "Nothing is measured yet" in text
    assert "equal spacing" in text
    assert "Quota: " in text
    assert text == said("simulate", days=40), "the same seed, the same days"
    assert text != said("simulate", days=40, seed=2)


def test_a_plan_beats_bailey_welch_and_is_drawn(tmp_path: Path) -> None:
    text = said("plan", picture=tmp_path / "plan.html")
    ratio = float(text.split("The best plan found costs ")[1].split(" ")[0])
    assert ratio < 1
    page = (tmp_path / "plan.html").read_text()
    picture = page[page.index("<svg") : page.index("</svg>") + 6]
    bars = ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}rect")  # noqa: S314
    assert sum(1 for _ in bars) == 7 * 4 + 4, "seven slots of four plans, and the legend"
    assert "prefers-color-scheme: dark" in page
    assert page.count("<table>") == 2


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(CommandError, match="closed on 2026-11-28"):
        said("plan", on="2026-11-28")
    with pytest.raises(CommandError, match="no office"):
        said("plan", office="nirgendwo")
    with pytest.raises(CommandError, match="No slot"):
        said("plan", every=600.0)
