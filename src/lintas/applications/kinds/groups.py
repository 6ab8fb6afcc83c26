"""A group of questions asked once for each child, each earlier permit: rows that come and go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.catalogue.public import Question, Row, as_rows, rows_in

FieldFor = Callable[[Question], forms.Field]


class RowForm(forms.Form):
    """The questions of one row; one that was left empty counts for nothing."""

    def __init__(self, fields: Mapping[str, forms.Field], **more: Any) -> None:
        super().__init__(empty_permitted=True, use_required_attribute=False, **more)
        self.fields.update(fields)

    def add_prefix(self, field_name: str) -> str:
        return f"{self.prefix}_{field_name}"

    def values(self) -> Row:
        return {name: str(value or "") for name, value in self.cleaned_data.items()}


class GroupRows(forms.Widget):
    """Rows with their buttons. Its value is a kept text, rows as typed, or bound row forms."""

    template_name = "applications/widgets/group.html"
    use_fieldset = True

    def __init__(self, question: Question, field_for: FieldFor) -> None:
        super().__init__()
        self.question, self.field_for = question, field_for

    def row(self, name: str, nth: int, **more: Any) -> RowForm:
        fields = {one.id: self.field_for(one) for one in self.question.each}
        return RowForm(fields, prefix=f"{name}_{nth}", **more)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[RowForm]:
        typed = str(data.get(f"{name}_count", ""))
        count = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        count = min(count, self.question.most)
        return [self.row(name, nth, data=data, files=files) for nth in range(count)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = self._shown(name, value)
        context: dict[str, Any] = super().get_context(name, None, attrs)
        full = len(rows) >= self.question.most
        return {**context, "rows": rows, "question": self.question, "full": full}

    def _shown(self, name: str, value: Any) -> list[RowForm]:
        if isinstance(value, list) and value and isinstance(value[0], RowForm):
            return value
        rows: Sequence[Mapping[str, Any]] = value if isinstance(value, list) else rows_in(value)
        if not rows and not isinstance(value, list):
            rows = [{}]
        return [self.row(name, nth, initial=dict(row)) for nth, row in enumerate(rows)]

    def pressed(self, data: Mapping[str, Any], name: str) -> bool:
        return f"{name}_add" in data or f"{name}_remove" in data

    def after(self, data: Any, files: Any, name: str) -> Any:
        """The rows as typed, with one more or without the one taken away."""
        rows = [as_typed(row) for row in self.value_from_datadict(data, files, name)]
        gone = str(data.get(f"{name}_remove", ""))
        if gone.isdecimal():
            rows = [row for nth, row in enumerate(rows) if nth != int(gone)]
        if f"{name}_add" in data and len(rows) < self.question.most:
            rows.append({})
        return rows


def as_typed(form: forms.Form) -> dict[str, Any]:
    """What stands in each field of a bound form, not judged."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


class GroupField(forms.Field):
    """Rows, each judged by its own questions; kept as one text."""

    widget: GroupRows

    def clean(self, value: Any) -> str:
        rows: list[RowForm] = value or []
        wrong = [nth for nth, row in enumerate(rows, start=1) if not row.is_valid()]
        if wrong:
            look = str(_("Lihat lagi {row}."))
            title = self.widget.question.row
            raise forms.ValidationError([look.format(row=f"{title} {nth}") for nth in wrong])
        kept = as_rows(row.values() for row in rows)
        if self.required and not kept:
            raise forms.ValidationError(self.error_messages["required"])
        return kept


def group(question: Question, field_for: FieldFor) -> forms.Field:
    return GroupField(
        required=question.required,
        widget=GroupRows(question, field_for),
        error_messages={"required": _("Isi sedikitnya satu baris.")},
    )
