"""The machine-readable lines of a passport: typed, pasted or sent by a reader."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lintas.applications.kinds.plain import REQUIRED
from lintas.catalogue.public import Question
from lintas.kernel.mrz import Mrz, Trouble, arranged, read_mrz
from lintas.kernel.mrz_repair import repaired
from lintas.kernel.text import tidy

LONGEST = 200
SENTENCES = {
    Trouble.SHAPE: _(
        "Tulis kedua baris seluruhnya: 44 tanda tiap baris, termasuk semua tanda <. "
        "Kartu izin tinggal punya 2 baris 36 tanda atau 3 baris 30 tanda."
    ),
    Trouble.CHARACTERS: _("Baris ini hanya berisi huruf A sampai Z, angka, dan tanda <."),
    Trouble.CHECK_DIGITS: _(
        "Angka pemeriksa tidak cocok: ada huruf atau angka yang keliru. "
        "Periksa lagi, atau kosongkan dan isi sendiri di halaman berikut."
    ),
}


class MrzLines(forms.Textarea):
    """Two lines, with an offer when the check digits prove what must have been meant."""

    template_name = "applications/widgets/mrz.html"

    class Media:
        js = [forms.Script("applications/mrz.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["meant"] = _offer(str(value)) if value else None
        return context

    def pressed(self, data: Mapping[str, Any], name: str) -> bool:
        return f"{name}_use" in data

    def after(self, data: Any, files: Any, name: str) -> Any:
        return data.get(f"{name}_use")


def _offer(typed: str) -> dict[str, Any] | None:
    """What was probably meant, in runs of characters that changed or stayed."""
    found = arranged(typed)
    if isinstance(found, Trouble) or isinstance(read_mrz(typed), Mrz):
        return None
    meant = repaired(typed)
    if meant is None:
        return None
    pairs = list(zip(meant.text, found[0], strict=True))
    width = meant.layout.width
    lines = [pairs[n : n + width] for n in range(0, len(pairs), width)]
    return {"text": "\n".join(meant.lines), "lines": [_runs(line) for line in lines]}


def _runs(line: list[tuple[str, str]]) -> list[tuple[str, bool]]:
    return [
        ("".join(char for char, _typed in run), changed)
        for changed, run in groupby(line, key=lambda pair: pair[0] != pair[1])
    ]


class MrzField(forms.CharField):
    """Kept as its lines, when every check digit agrees."""

    def to_python(self, value: Any) -> str:
        return "\n".join(line for typed in str(value or "").splitlines() if (line := tidy(typed)))

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        found = read_mrz(typed)
        if isinstance(found, Trouble):
            raise forms.ValidationError(str(SENTENCES[found]))
        return "\n".join(found.lines)


def mrz(question: Question) -> forms.Field:
    look = {"rows": "3", "class": "mrz", "autocapitalize": "characters", "spellcheck": "false"}
    return MrzField(
        required=question.required,
        max_length=LONGEST,
        widget=MrzLines({**look, "autocomplete": "off", "data-mrz": ""}),
        error_messages={"required": REQUIRED, "max_length": SENTENCES[Trouble.SHAPE]},
    )
