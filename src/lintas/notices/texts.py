"""What messages say: one file of `texts/` for each kind, in both languages, checked when read."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lintas.notices.gsm import size_of

HERE = Path(__file__).parent
FOLDER, PLACEHOLDERS = HERE / "texts", HERE / "placeholders.toml"
LANGUAGES = ("id", "en")
LONGEST_SUBJECT, LONGEST_BODY = 78, 306
"""A subject a mailbox shows whole; a body of two short messages at most."""

LINK = re.compile(r"https?:|www\.|://|\b[\w-]+\.(id|com|org|net|go|example)\b|<a\b", re.I)
ASKS = re.compile(
    r"\b(klik|click|balas|reply|tautan|link|nik|kata sandi|password|pin|rekening|card number"
    r"|kirim(kan)? (data|foto|kode|nomor)|send (us )?your|isi data|transfer)\b",
    re.I,
)
"""People learn that a message with a link or a question for data is not from the office."""


class TextsWrong(Exception):
    """A file of messages cannot be used; the message says which and why."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Placeholder(_Strict):
    sample: str = Field(min_length=1)
    longest: str = Field(min_length=1)
    sample_en: str = ""
    sms: bool = False

    def sample_in(self, language: str) -> str:
        return self.sample_en or self.sample if language.startswith("en") else self.sample


class Wording(_Strict):
    subject: str = Field(min_length=1)
    body: str = Field(min_length=1)
    short: str = Field(min_length=1)


class Text(_Strict):
    """One kind of message. `segments` says how many pieces its short text may have."""

    urgent: bool = False
    inbox: bool = True
    segments: int = Field(default=1, ge=1, le=3)
    id: Wording
    en: Wording

    def wording(self, language: str) -> Wording:
        return self.en if language.startswith("en") else self.id


@dataclass(frozen=True)
class Said:
    """A message with its facts filled in; `facts` are those its body names."""

    subject: str
    body: str
    short: str
    facts: Mapping[str, str]


def read_texts(folder: Path = FOLDER) -> dict[str, Text]:
    """Raises: TextsWrong."""
    return {path.stem: _read_text(path) for path in sorted(folder.glob("*.toml"))}


def _read_text(path: Path) -> Text:
    try:
        return Text.model_validate(tomllib.loads(path.read_text()))
    except (ValidationError, tomllib.TOMLDecodeError) as trouble:
        raise TextsWrong(f"{path.name}: {trouble}") from None


def read_placeholders(path: Path = PLACEHOLDERS) -> dict[str, Placeholder]:
    """Raises: TextsWrong."""
    try:
        rows = tomllib.loads(path.read_text())
        return {name: Placeholder.model_validate(row) for name, row in rows.items()}
    except (ValidationError, tomllib.TOMLDecodeError) as trouble:
        raise TextsWrong(f"{path.name}: {trouble}") from None


@cache
def texts() -> Mapping[str, Text]:
    return read_texts()


@cache
def placeholders() -> Mapping[str, Placeholder]:
    return read_placeholders()


def names_in(text: str) -> list[str]:
    """The placeholders a text names, each once, in their order."""
    found = [name for _text, name, _spec, _conversion in Formatter().parse(text) if name]
    return list(dict.fromkeys(found))


class _Facts(dict[str, str]):
    """A message that names a fact nobody gave must not go out with a hole in it."""

    def __missing__(self, key: str) -> str:
        raise KeyError(key)


def say(text: Text, language: str, facts: Mapping[str, str]) -> Said:
    """Plain text: nothing is escaped and nothing can be smuggled in. Raises: KeyError."""
    wording, given = text.wording(language), _Facts(facts)
    return Said(
        subject=wording.subject.format_map(given),
        body=wording.body.format_map(given),
        short=wording.short.format_map(given),
        facts={name: given[name] for name in names_in(wording.body)},
    )


def problems(texts: Mapping[str, Text], known: Mapping[str, Placeholder]) -> Iterator[str]:
    """What must be mended before these messages may go out, in sentences."""
    for kind, text in texts.items():
        facts = [set(names_in(w.subject + w.body)) for w in (text.id, text.en)]
        if facts[0] != facts[1]:
            yield f"{kind}: the two languages tell different facts: {sorted(facts[0] ^ facts[1])}"
        for language in LANGUAGES:
            where = f"{kind}.{language}"
            yield from (f"{where}: {trouble}" for trouble in _troubles(text, language, known))


def _troubles(text: Text, language: str, known: Mapping[str, Placeholder]) -> Iterator[str]:
    wording = text.wording(language)
    whole = f"{wording.subject}\n{wording.body}\n{wording.short}"
    unknown = [name for name in names_in(whole) if name not in known]
    if unknown:
        yield f"placeholders.toml does not know {', '.join(unknown)}"
        return
    private = [name for name in names_in(wording.short) if not known[name].sms]
    if private:
        yield f"the short text may not say {', '.join(private)} (placeholders.toml, sms)"
    if LINK.search(whole) or ASKS.search(whole):
        yield "a message holds no link and asks for no data"
    yield from _lengths(text, language, known)


def _lengths(text: Text, language: str, known: Mapping[str, Placeholder]) -> Iterator[str]:
    sample = say(text, language, {name: one.sample_in(language) for name, one in known.items()})
    if len(sample.subject) > LONGEST_SUBJECT or sample.subject.endswith("."):
        yield f"the subject has {len(sample.subject)} signs of {LONGEST_SUBJECT} and no full stop"
    if len(sample.body) > LONGEST_BODY or not sample.body.endswith(".") or "\n" in sample.body:
        yield f"the body has {len(sample.body)} signs of {LONGEST_BODY}, one paragraph, a full stop"
    size = size_of(say(text, language, {name: one.longest for name, one in known.items()}).short)
    if size.segments > text.segments:
        yield (
            f"the short text takes {size.units} {'septets' if size.plain else 'UCS-2 units'}, "
            f"{size.segments} SMS instead of {text.segments}"
        )
