"""Questions answered by picking: one choice, several, a declaration."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.catalogue.public import Question, as_chosen, chosen

YES = "ya"


def choice(question: Question) -> forms.Field:
    return forms.ChoiceField(
        required=question.required,
        choices=_choices(question),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih salah satu."),
        },
    )


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in question.choices]


class SeveralField(forms.MultipleChoiceField):
    """Some of the choices, kept in the order in which they are offered."""

    offered: Sequence[str]

    def clean(self, value: Any) -> str:
        picked: Sequence[str] = super().clean(value)
        return as_chosen(value for value in self.offered if value in picked)

    def prepare_value(self, value: Any) -> Any:
        return list(chosen(value)) if isinstance(value, str) else value


def several(question: Question) -> forms.Field:
    field = SeveralField(
        required=question.required,
        choices=_choices(question),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang sedikitnya satu."),
            "invalid_choice": _("Pilih dari daftar ini."),
        },
    )
    field.offered = [choice.value for choice in question.choices]
    return field


class DeclarationField(forms.BooleanField):
    def clean(self, value: Any) -> str:
        return YES if super().clean(value) else ""


def declaration(question: Question) -> forms.Field:
    return DeclarationField(
        required=question.required,
        error_messages={"required": _("Centang pernyataan ini untuk melanjutkan.")},
    )
