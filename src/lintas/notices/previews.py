"""What each message looks like on each channel, with sample facts: for staff, before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lintas.notices.channels.register import CHANNELS
from lintas.notices.gsm import Size, size_of
from lintas.notices.options import price_rupiah
from lintas.notices.ports import Channel, Message
from lintas.notices.texts import LANGUAGES, Said, placeholders, say, texts

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class KindView:
    """A kind of message as the list shows it; `longest` is its short text at its longest."""

    kind: str
    subject: str
    urgent: bool
    longest: Size


@dataclass(frozen=True)
class Preview:
    """One message as one channel shows it; `size` only where pieces are counted."""

    channel: object
    language: str
    text: str
    size: Size | None
    cost_rupiah: int
    ready: bool


def message_kinds(language: str) -> list[KindView]:
    return [
        KindView(kind, _said(kind, language).subject, text.urgent, _longest(kind))
        for kind, text in sorted(texts().items())
    ]


def previews_of(kind: str) -> Sequence[Preview]:
    """Each channel in each language. Raises: KeyError when there is no such message."""
    return [_preview(kind, channel, language) for channel in CHANNELS for language in LANGUAGES]


def _preview(kind: str, channel: Channel, language: str) -> Preview:
    said = _said(kind, language)
    text = channel.text_of(
        Message(
            id=NOBODY,
            kind=kind,
            language=language,
            to="",
            subject=said.subject,
            body=said.body,
            short=said.short,
            facts=said.facts,
        )
    )
    size = size_of(text) if channel.name == "sms" else None
    return Preview(
        channel=channel.title,
        language=language,
        text=text,
        size=size,
        cost_rupiah=price_rupiah(channel.name) * (size.segments if size else 1),
        ready=channel.ready(),
    )


def _said(kind: str, language: str) -> Said:
    samples = {name: one.sample_in(language) for name, one in placeholders().items()}
    return say(texts()[kind], language, samples)


def _longest(kind: str) -> Size:
    longest = {name: one.longest for name, one in placeholders().items()}
    sizes = [size_of(say(texts()[kind], language, longest).short) for language in LANGUAGES]
    return max(sizes, key=lambda size: (size.segments, size.units))
