"""Whether a passport lasts long enough and permits follow each other. Pure."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from lintas.applications.findings import Finding, Form
from lintas.catalogue.public import rows_in
from lintas.kernel.months import months_after


def passport_lasts(form: Form) -> Iterator[Finding]:
    """Rule: the service's own (`passport_lasts`)."""
    wanted = form.service.passport_lasts
    stated = form.answers.get(wanted.question, "") if wanted else ""
    if wanted and stated and date.fromisoformat(stated) < months_after(form.day, wanted.months):
        yield Finding(
            wanted.question,
            _(
                "Paspor ini habis sebelum {months} bulan lagi, padahal izin yang diminta bisa "
                "selama itu. Perbarui paspor dahulu, atau tanyakan ke kantor."
            ).format(months=wanted.months),
            wanted.rule,
            wanted.confirmed,
        )


def spans(form: Form) -> Iterator[Finding]:
    """Rule: the service's own (`without_gap`). Rows from a day until a day, one after the other."""
    wanted = form.service.without_gap
    rows = rows_in(form.answers.get(wanted.question, "")) if wanted else ()
    if wanted is None or not rows:
        return
    days = sorted((row.get(wanted.first, ""), row.get(wanted.last, "")) for row in rows)
    backward = any(last < first for first, last in days)
    gap = any(
        (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days > 1
        for first, second in pairwise(days)
        if first[1] and second[0]
    )
    if backward:
        text = _("Ada tanggal akhir yang lebih awal daripada tanggal mulai. Periksa tiap baris.")
        yield Finding(wanted.question, text, wanted.rule, wanted.confirmed)
    elif gap:
        text = _(
            "Ada jeda di antara izin-izin ini. Periksa tanggalnya; bila benar, bawa berkas yang "
            "menjelaskan jeda itu."
        )
        yield Finding(wanted.question, text, wanted.rule, wanted.confirmed)
