"""A letter from its template and the facts of a case. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True)
class Text:
    """A letter in one language."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A letter before it is sent; the hash names exactly these words."""

    kind: str
    texts: Mapping[str, Text]

    @property
    def body(self) -> dict[str, dict[str, object]]:
        return {
            language: {"title": text.title, "paragraphs": list(text.paragraphs)}
            for language, text in self.texts.items()
        }

    @property
    def sha256(self) -> str:
        return hash_of(self.body)


def hash_of(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def filled(title: str, paragraphs: Iterable[str], facts: Mapping[str, str]) -> Text:
    """A paragraph that names a fact which is empty is left out.

    Raises: KeyError when a fact is not known at all.
    """
    kept = [text for text in paragraphs if all(facts[name] for name in facts_in(text))]
    return Text(title.format_map(facts), tuple(text.format_map(facts) for text in kept))


def facts_in(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
