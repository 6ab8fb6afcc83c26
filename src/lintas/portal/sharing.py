"""A person's requirements in one message that an old phone can carry."""

import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lintas.catalogue.public import Paper, Service
from lintas.kernel.money import rupiah

SEGMENT = 160
"""Characters of one SMS in the GSM alphabet. Source: 3GPP TS 23.038."""


def short_message(service: Service, papers: Sequence[Paper], total: int, address: str) -> str:
    """Name, price, days, papers and address; papers are left out from the end until it fits."""
    titles = [str(paper.title) for paper in papers if paper.required]
    for count in range(len(titles), -1, -1):
        text = _message(service, titles[:count], count < len(titles), total, address)
        if len(text) <= SEGMENT:
            return text
    return _message(service, [], False, total, "")[:SEGMENT]


def _message(service: Service, titles: list[str], more: bool, total: int, address: str) -> str:
    bring = ", ".join([*titles, *([_("lainnya lihat alamat")] if more else [])])
    parts = [
        f"{service.title}: {rupiah(total)}, {_days(service)}.",
        _("Bawa: %(papers)s.") % {"papers": bring} if bring else "",
        address,
    ]
    return plain(" ".join(part for part in parts if part))


def _days(service: Service) -> str:
    days = service.promise.working_days
    said = ngettext("%(days)s hari kerja", "%(days)s hari kerja", days) % {"days": days}
    return said if days else _("hari yang sama")


def plain(text: str) -> str:
    """Letters every phone has: accents fall off, dashes become hyphens."""
    text = text.replace("\u2013", "-").replace("\u2019", "'").replace("\u00a0", " ")
    folded = unicodedata.normalize("NFKD", text)
    return folded.encode("ascii", "ignore").decode()
