"""`manage.py messages check | push-key | whatsapp`: the texts, a key, templates to hand in."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lintas.notices.channels.push import new_key
from lintas.notices.channels.whatsapp import is_code, template_name
from lintas.notices.texts import (
    LANGUAGES,
    Placeholder,
    TextsWrong,
    names_in,
    problems,
    read_placeholders,
    read_texts,
)


class Command(BaseCommand):
    help = "Check the texts of messages; make a key for push; print the templates for WhatsApp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check", "push-key", "whatsapp"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {"check": self._check, "push-key": self._key, "whatsapp": self._whatsapp}[
                options["verb"]
            ]()
        except TextsWrong as trouble:
            raise CommandError(str(trouble)) from None

    def _check(self) -> None:
        texts = read_texts()
        found = list(problems(texts, read_placeholders()))
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write(f"{len(texts)} messages in {len(LANGUAGES)} languages are complete.")

    def _key(self) -> None:
        self.stdout.write(f"LINTAS_CHANNEL_PUSH_KEY={new_key()}")

    def _whatsapp(self) -> None:
        self.stdout.write(json.dumps(list(_templates()), ensure_ascii=False, indent=2))


def _templates() -> Iterator[dict[str, Any]]:
    """In the shape of Meta's message_templates."""
    known = read_placeholders()
    for kind, text in read_texts().items():
        for language in LANGUAGES:
            body = text.wording(language).body
            shape = _code_shape() if is_code(names_in(body)) else _news_shape(body, language, known)
            yield {"name": template_name(kind), "language": language, **shape}


def _news_shape(body: str, language: str, known: Mapping[str, Placeholder]) -> dict[str, Any]:
    """Named parameters with their examples."""
    examples = [
        {"param_name": name, "example": known[name].sample_in(language)} for name in names_in(body)
    ]
    text = body.replace("{", "{{").replace("}", "}}")
    part = {"type": "BODY", "text": text, "example": {"body_text_named_params": examples}}
    return {"category": "UTILITY", "parameter_format": "NAMED", "components": [part]}


def _code_shape() -> dict[str, Any]:
    """Meta writes the words of a code itself."""
    copy = {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}
    body = {"type": "BODY", "add_security_recommendation": True}
    return {"category": "AUTHENTICATION", "components": [body, copy]}
