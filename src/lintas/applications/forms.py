"""The forms of a request: one page of questions, one paper, one number and secret."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.applications.fields import field_for
from lintas.applications.kinds.buttons import WithButtons
from lintas.applications.kinds.groups import GroupRows, as_typed
from lintas.catalogue.public import Question


class PageForm(forms.Form):
    """The questions of one page; values come and go as plain strings by question id."""

    def __init__(self, questions: tuple[Question, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.id] = field_for(question)

    @classmethod
    def after_a_button(
        cls, questions: tuple[Question, ...], data: Any, files: Any
    ) -> "PageForm | None":
        """The page with everything typed, as a button inside a question leaves it.

        None when none was pressed. Not bound: what is half written is not judged.
        """
        form = cls(questions, data, files)
        typed, pressed = as_typed(form), False
        for name, field in form.fields.items():
            if isinstance(field.widget, WithButtons) and field.widget.pressed(data, name):
                typed[name] = field.widget.after(data, files, name)
                pressed = True
            elif isinstance(field.widget, GroupRows):
                typed[name] = [as_typed(row) for row in typed[name]]
        return cls(questions, initial=typed) if pressed else None

    @property
    def has_buttons(self) -> bool:
        return any(isinstance(field.widget, WithButtons) for field in self.fields.values())

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
