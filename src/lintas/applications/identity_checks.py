"""Whether numbers, names and the lines of a passport agree with each other. Pure."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lintas.applications.findings import Finding, Form
from lintas.applications.kk import Kk, read_kk
from lintas.applications.nik import Nik, NikWarning, read_nik, warnings_of
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import rows_in
from lintas.kernel.latin import agrees
from lintas.kernel.mrz import Mrz, read_mrz
from lintas.kernel.text import bare


def nik_and_birth(form: Form) -> Iterator[Finding]:
    """Rule: nik. It never changes, so a corrected birth date differs for good."""
    for question, answer in form.of_kind("nik"):
        nik = read_nik(answer)
        stated = form.answers.get(question.agrees_with or "", "")
        born_on = date.fromisoformat(stated) if stated else None
        if isinstance(nik, Nik) and NikWarning.OTHER_BIRTH_DATE in warnings_of(nik, born_on):
            yield Finding(
                question.id,
                _(
                    "Tanggal di dalam NIK berbeda dari tanggal lahir yang ditulis. Ini bisa benar "
                    "(NIK tidak pernah berubah). Periksa keduanya, dan bawa KTP asli."
                ),
                "nik",
                True,
            )


def family_card(form: Form) -> Iterator[Finding]:
    """Rule: nomor-kk."""
    for question, answer in form.of_kind("kk"):
        kk = read_kk(answer)
        if isinstance(kk, Kk) and kk.doubtful:
            yield Finding(
                question.id,
                _(
                    "Nomor KK biasanya berisi kode wilayah, tanggal pencatatan, lalu nomor urut; "
                    "nomor ini tidak. Periksa lagi, dan bawa kartu keluarga asli."
                ),
                "nomor-kk",
                False,
            )


def passport_lines(form: Form) -> Iterator[Finding]:
    """Rule: mrz. What the lines of the passport say beside what was written."""
    for question, answer in form.of_kind("mrz"):
        mrz = read_mrz(answer)
        if isinstance(mrz, Mrz):
            fills = question.fills.named
            for field, differs, text in LINES:
                name = fills.get(field, "")
                written = form.answers.get(name, "")
                if written and differs(written, mrz, form.day):
                    yield Finding(name, _(text), "mrz", True)


def _other_day(written: str, said: date | None) -> bool:
    return said is not None and written != said.isoformat()


LINES: tuple[tuple[str, Callable[[str, Mrz, date], bool], str], ...] = (
    (
        "name",
        lambda written, mrz, day: not agrees(written, mrz),
        gettext_noop(
            "Nama ini berbeda dari nama pada dua baris di bawah foto paspor. Tulis persis seperti "
            "di paspor; bila memang berbeda, bawa berkas yang menjelaskannya."
        ),
    ),
    (
        "number",
        lambda written, mrz, day: written != mrz.number,
        gettext_noop(
            "Nomor paspor ini berbeda dari dua baris di bawah foto paspor. Periksa keduanya; "
            "nomor ada di kanan atas halaman foto."
        ),
    ),
    (
        "nationality",
        lambda written, mrz, day: catalogue.same_country(written, mrz.nationality) is False,
        gettext_noop(
            "Kewarganegaraan ini berbeda dari dua baris di bawah foto paspor. Tulis yang tertera "
            "di paspor yang Anda pakai."
        ),
    ),
    (
        "birth",
        lambda written, mrz, day: _other_day(written, mrz.born_on(day)),
        gettext_noop(
            "Tanggal lahir ini berbeda dari dua baris di bawah foto paspor. Periksa keduanya."
        ),
    ),
    (
        "expiry",
        lambda written, mrz, day: _other_day(written, mrz.expires_on),
        gettext_noop(
            "Masa berlaku ini berbeda dari dua baris di bawah foto paspor. Periksa keduanya."
        ),
    ),
)
"""What the lines say, when that differs from what was written, and the sentence for it."""


def one_name_for_two(form: Form) -> Iterator[Finding]:
    """Rule: nama-di-isian. The same name for two people is more often a slip than a namesake."""
    names = list(_names(form))
    for (_first, first_label, one), (second, _label, other) in combinations(names, 2):
        if bare(one) == bare(other):
            yield Finding(
                second,
                _(
                    "Nama ini sama dengan “{label}”. Bila orangnya berbeda, periksa keduanya; "
                    "bila memang senama, biarkan."
                ).format(label=first_label),
                "nama-di-isian",
                False,
            )


def _names(form: Form) -> Iterator[tuple[str, str, str]]:
    """Question, its label and the name, rows of groups as well."""
    for question in form.asked:
        answer = form.answers.get(question.id, "")
        if question.kind == "name" and answer:
            yield question.id, str(question.label), answer
        for nth, row in enumerate(rows_in(answer) if question.kind == "group" else (), start=1):
            for one in question.each:
                if one.kind == "name" and row.get(one.id):
                    yield question.id, f"{question.row} {nth}: {one.label}", row[one.id]
