"""The forms of a request: one page of questions, one paper, one number and secret."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.applications.fields import field_for
from lintas.catalogue.public import Question


class PageForm(forms.Form):
    """The questions of one page; values come and go as plain strings by question id."""

    def __init__(self, questions: tuple[Question, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.id] = field_for(question)

    def values(self) -> Mapping[str, str]:
        return {name: str(value or "") for name, value in self.cleaned_data.items()}


class ContinueForm(forms.Form):
    number = forms.CharField(
        label=_("Nomor permohonan"),
        help_text=_("Seperti MTW-26-7K3Q9, tertulis pada bukti Anda."),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Tulis nomor permohonan Anda.")},
    )
    secret = forms.CharField(
        label=_("Kode rahasia"),
        help_text=_("Delapan huruf dan angka, tertulis di bawah nomor itu."),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Tulis kode rahasia Anda.")},
    )
