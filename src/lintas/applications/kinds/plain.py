"""Questions answered on one line: free text, a name, an address, a telephone number."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from lintas.accounts.public import phone_of
from lintas.catalogue.public import Question
from lintas.kernel.text import tidy

REQUIRED = _("Jawab pertanyaan ini untuk melanjutkan.")


class TidyField(forms.CharField):
    """Free text as it was meant: folded, tidied, never cut."""

    def to_python(self, value: Any) -> str:
        return tidy(str(value)) if value else ""


class NameField(TidyField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(c.isalpha() for c in value):
            raise forms.ValidationError(
                str(_("Tulis nama dengan huruf, persis seperti di berkas Anda."))
            )


class PhoneField(TidyField):
    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        number = phone_of(typed)
        if number is None:
            raise forms.ValidationError(
                str(
                    _(
                        "Nomor telepon ini belum lengkap. "
                        "Tulis seperti 0812 3456 7890 atau +61 412 345 678."
                    )
                )
            )
        return number


class EmailField(TidyField):
    default_validators = [
        EmailValidator(_("Alamat e-mail ini belum lengkap. Tulis seperti nama@contoh.id."))
    ]


def plain(kind: type[forms.CharField], **attrs: str) -> Callable[[Question], forms.Field]:
    """A field on one line, as long as its question allows."""

    def make(question: Question) -> forms.Field:
        return kind(
            required=question.required,
            max_length=max(question.longest, 1),
            widget=forms.TextInput(attrs),
            error_messages={
                "required": REQUIRED,
                "max_length": _(
                    "Terlalu panjang: paling banyak %(limit_value)d huruf. Singkatkan."
                ),
            },
        )

    return make
