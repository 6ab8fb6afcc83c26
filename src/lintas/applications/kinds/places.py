"""Questions answered by a village."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Question


def village(question: Question) -> forms.Field:
    places = sorted(catalogue.villages(), key=lambda v: (v.district, v.name))
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in places:
        groups.setdefault(place.district, []).append((place.code, place.name))
    return forms.ChoiceField(
        required=question.required,
        choices=[("", _("Pilih desa")), *groups.items()],
        error_messages={"required": _("Pilih desa dari daftar.")},
    )
