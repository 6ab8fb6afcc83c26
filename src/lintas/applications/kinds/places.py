"""Questions answered by a village: picked from the list, which a spelling or a district narrows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Question, Village


@dataclass(frozen=True)
class Sought:
    """What was typed into the search, and the villages it may mean."""

    text: str
    found: tuple[Village, ...]


def _options(places: Iterable[Village]) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in sorted(places, key=lambda v: (v.district, v.name)):
        groups.setdefault(place.district, []).append((place.code, place.name))
    return [("", _("Pilih desa")), *groups.items()]


class VillageSelect(forms.Select):
    """The list of villages with a search below it, for whoever spells a name in another way."""

    template_name = "applications/widgets/village.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        sought = value if isinstance(value, Sought) else None
        if sought and sought.found:
            self.choices = _options(sought.found)
            value = sought.found[0].code if len(sought.found) == 1 else ""
        context: dict[str, Any] = super().get_context(name, "" if value is sought else value, attrs)
        return {**context, "sought": sought}

    def pressed(self, data: Mapping[str, Any], name: str) -> bool:
        """Its button, or the key Enter in its line."""
        return f"{name}_find" in data or bool(data.get(f"{name}_sought") and not data.get(name))

    def after(self, data: Any, files: Any, name: str) -> Any:
        text = str(data.get(f"{name}_sought", ""))[:60]
        return Sought(text, catalogue.villages_like(text))


def village(question: Question) -> forms.Field:
    return forms.ChoiceField(
        required=question.required,
        choices=_options(catalogue.villages()),
        widget=VillageSelect,
        error_messages={"required": _("Pilih desa dari daftar.")},
    )
