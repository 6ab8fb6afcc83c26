"""One Django form field for each kind of question in a service."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lintas.accounts.public import phone_of
from lintas.applications.nik import NikProblem, read_nik
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Question
from lintas.kernel.text import fold_digits, only_digits, tidy

REQUIRED = _("Jawab pertanyaan ini untuk melanjutkan.")
YES = "ya"

NIK_SENTENCES = {
    NikProblem.NOT_DIGITS: _("NIK hanya berisi angka. Lihat 16 angka di KTP."),
    NikProblem.NO_SUCH_DATE: _(
        "Angka ke-7 sampai ke-12 pada NIK adalah tanggal lahir, dan tanggal ini tidak ada. "
        "Periksa lagi di KTP."
    ),
    NikProblem.NO_SERIAL: _("Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi di KTP."),
    NikProblem.NO_REGION: _(
        "Enam angka pertama NIK adalah kode wilayah, dan kode ini tidak ada. Periksa lagi di KTP."
    ),
}


class TidyField(forms.CharField):
    """Free text as it was meant: folded, tidied, never cut."""

    def to_python(self, value: Any) -> str:
        return tidy(str(value)) if value else ""


class NikField(TidyField):
    def to_python(self, value: Any) -> str:
        return only_digits(super().to_python(value))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not value:
            return
        problem = read_nik(value)
        if problem == NikProblem.WRONG_LENGTH:
            sentence = _("NIK berisi 16 angka. Yang tertulis baru {count}.")
            if len(value) > 16:
                sentence = _("NIK berisi 16 angka. Yang tertulis {count}.")
            raise forms.ValidationError(str(sentence).format(count=len(value)))
        if isinstance(problem, NikProblem):
            raise forms.ValidationError(str(NIK_SENTENCES[problem]))


class DateParts(forms.MultiWidget):
    """Day, month and year typed in three fields: quicker and safer than any picker."""

    template_name = "applications/widgets/date.html"
    is_group = True

    def __init__(self) -> None:
        small = {"inputmode": "numeric", "maxlength": "2", "class": "two"}
        super().__init__(
            widgets={
                "day": forms.TextInput({**small, "aria-label": pgettext_lazy("date", "Tanggal")}),
                "month": forms.TextInput({**small, "aria-label": pgettext_lazy("date", "Bulan")}),
                "year": forms.TextInput(
                    {
                        "inputmode": "numeric",
                        "maxlength": "4",
                        "class": "four",
                        "aria-label": pgettext_lazy("date", "Tahun"),
                    }
                ),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return [day.lstrip("0"), month.lstrip("0"), year]
        return [None, None, None]


class DateField(forms.Field):
    """Three numbers to one date; what was typed stays in the three fields."""

    widget = DateParts

    def to_python(self, value: Any) -> str:
        parts = [only_digits(str(part or "")).strip() for part in (value or [])]
        if not any(parts):
            return ""
        if not all(part.isdecimal() for part in parts) or len(parts[2]) != 4:
            raise forms.ValidationError(
                str(_("Tulis tanggal dengan angka, misalnya 5, 3, dan 1990."))
            )
        day, month, year = (int(part) for part in parts)
        try:
            return date(year, month, day).isoformat()
        except ValueError as trouble:
            raise forms.ValidationError(
                str(_("Tanggal ini tidak ada di kalender. Periksa tanggal dan bulannya."))
            ) from trouble


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


class PassportNumberField(TidyField):
    def to_python(self, value: Any) -> str:
        typed = unicodedata.normalize("NFKC", fold_digits(super().to_python(value))).upper()
        return "".join(c for c in typed if c not in " -.")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isalnum() and 5 <= len(value) <= 12):
            raise forms.ValidationError(
                str(
                    _(
                        "Nomor paspor berisi 5 sampai 12 huruf dan angka. "
                        "Lihat di kanan atas halaman foto."
                    )
                )
            )


class EmailField(TidyField):
    default_validators = [
        EmailValidator(_("Alamat e-mail ini belum lengkap. Tulis seperti nama@contoh.id."))
    ]


class NameField(TidyField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(c.isalpha() for c in value):
            raise forms.ValidationError(
                str(_("Tulis nama dengan huruf, persis seperti di berkas Anda."))
            )


def _plain(kind: type[forms.CharField], **attrs: str) -> Callable[[Question], forms.Field]:
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


def _date(question: Question) -> forms.Field:
    return DateField(required=question.required, error_messages={"required": REQUIRED})


def _choice(question: Question) -> forms.Field:
    choices = [(choice.value, str(choice.label)) for choice in question.choices]
    return _radio(question, choices)


def _radio(question: Question, choices: list[tuple[str, str]]) -> forms.Field:
    field = forms.ChoiceField(
        required=question.required,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih salah satu."),
        },
    )
    field.widget.is_group = True
    return field


def _village(question: Question) -> forms.Field:
    places = sorted(catalogue.villages(), key=lambda v: (v.district, v.name))
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in places:
        groups.setdefault(place.district, []).append((place.code, place.name))
    return forms.ChoiceField(
        required=question.required,
        choices=[("", _("Pilih desa")), *groups.items()],
        error_messages={"required": _("Pilih desa dari daftar.")},
    )


class DeclarationField(forms.BooleanField):
    def clean(self, value: Any) -> str:
        return YES if super().clean(value) else ""


def _declaration(question: Question) -> forms.Field:
    return DeclarationField(
        required=question.required,
        error_messages={"required": _("Centang pernyataan ini untuk melanjutkan.")},
    )


FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    "text": _plain(TidyField),
    "name": _plain(NameField, autocomplete="name", spellcheck="false"),
    "nik": _plain(NikField, inputmode="numeric", autocomplete="off", **{"class": "sixteen"}),
    "date": _date,
    "choice": _choice,
    "phone": _plain(PhoneField, inputmode="tel", autocomplete="tel"),
    "email": _plain(EmailField, inputmode="email", autocomplete="email", autocapitalize="none"),
    "country": _plain(NameField, autocomplete="country-name"),
    "passport_number": _plain(PassportNumberField, autocapitalize="characters", spellcheck="false"),
    "village": _village,
    "declaration": _declaration,
}
"""A kind of question and the field that asks it: a new kind is one line here."""


def field_for(question: Question) -> forms.Field:
    field = FIELDS[question.kind](question)
    field.label = str(question.label)
    field.help_text = str(question.hint) if question.hint else ""
    return field
