"""The rules' own words, from docs/rules/: they come with the program and change with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings

SECTION = re.compile(r"^## `([a-z0-9-]+)`\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
IN_FORCE = re.compile(r"^In force: (\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?\.$", re.MULTILINE)


@dataclass(frozen=True)
class RuleText:
    """`since` is None where the day on which it came into force is not known."""

    id: str
    text: str
    source: str
    since: date | None
    until: date | None


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """Each rule by its id."""
    return {
        rule: _read(rule, body)
        for path in sorted(settings.RULES_FOLDER.glob("*.md"))
        for rule, body in SECTION.findall(path.read_text())
    }


def _read(rule: str, body: str) -> RuleText:
    text, _, source = body.strip().partition("\nSource:")
    days = IN_FORCE.search(text)
    since, until = days.groups() if days else (None, None)
    return RuleText(
        id=rule,
        text=" ".join(IN_FORCE.sub("", text).split()),
        source=" ".join(source.split()),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )
