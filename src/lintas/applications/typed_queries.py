"""What is half typed, back in its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lintas.applications.kinds.groups import GroupRows, as_typed
from lintas.applications.models import Application, Typed
from lintas.catalogue.public import Page

Inputs = Mapping[str, list[str]]
"""Name of an input to what stands in it."""


@dataclass(frozen=True)
class HalfTyped:
    """`inputs` by question; when the last of it was typed, and when the page was last kept."""

    inputs: Mapping[str, Inputs]
    at: datetime
    saved_at: datetime | None


def values_typed(inputs: Inputs) -> QueryDict:
    """Inputs as a form would have sent them."""
    values = QueryDict(mutable=True)
    for name, texts in inputs.items():
        values.setlist(name, texts)
    return values


def half_typed(application: Application, page: str) -> HalfTyped | None:
    """Cost: one query."""
    row = Typed.objects.filter(answers=application.pk, page=page).first()
    if row is None:
        return None
    inputs = {q: kept["inputs"] for q, kept in row.data.items()}
    return HalfTyped(inputs, row.typed_at, row.saved_at)


def put_back(form: Form, typed: HalfTyped) -> None:
    """Show what was typed in an unbound form, judging nothing."""
    for question, inputs in typed.inputs.items():
        if question in form.fields:
            widget = form.fields[question].widget
            shown: Any = widget.value_from_datadict(
                values_typed(inputs), MultiValueDict(), question
            )
            if isinstance(widget, GroupRows):
                shown = [as_typed(row) for row in shown]
            form.initial[question] = shown


def pages_half_typed(application: Application, pages: tuple[Page, ...]) -> list[Page]:
    """Pages where something waits to be kept by "Lanjut". Cost: one query."""
    rows = Typed.objects.filter(answers=application.pk).exclude(data={})
    waiting = set(rows.values_list("page", flat=True))
    return [page for page in pages if page.id in waiting]
