"""What every template can say: money, days and times of the office, a QR code, another language."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlencode

import segno
from django import template
from django.conf import settings
from django.forms import Form
from django.template.context import Context
from django.urls import reverse, translate_url
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from lintas.accounts import public as accounts
from lintas.catalogue.public import Office, Paper, PaperGuide, Words, guides_for, office, place_id
from lintas.kernel.amount_in_words import in_words
from lintas.kernel.money import rupiah as in_rupiah
from lintas.portal.rule_views import link_to

register = template.Library()
UNBROKEN = re.compile(r"\b[A-Z]{1,4}-\d+(?:-[0-9A-Z]+)?\b|\+\d[\d ]{6,}\d")
"""What one reads in one piece: the number of a queue, of an application, of a telephone."""
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def _office() -> Office:
    return office(settings.OFFICE)


def _here(at: datetime) -> datetime:
    return at.astimezone(_office().zone)


@register.filter
def guides(paper: Paper) -> tuple[tuple[Words, PaperGuide], ...]:
    """Picture, where to get it and what goes wrong, of a paper or each of its alternatives."""
    return guides_for(paper)


@register.filter
def rupiah(amount: int) -> str:
    return in_rupiah(amount)


@register.filter
def spelled(amount: int) -> str:
    """enam ratus lima puluh ribu rupiah"""
    return in_words(amount, get_language() or "id")


@register.filter
def day(when: date | datetime) -> str:
    """Rabu 25 November 2026"""
    return date_format(_here(when) if isinstance(when, datetime) else when, "l j F Y")


@register.filter
def day_short(when: date | datetime) -> str:
    """Rab 25 Nov"""
    here = _here(when).date() if isinstance(when, datetime) else when
    return _day_short(here, get_language() or "id")


@lru_cache(maxsize=4096)
def _day_short(when: date, language: str) -> str:
    """A list says the same few days over and over; `language` is the one that is active."""
    return date_format(when, "D j b").title()


@register.filter
def clock(at: datetime) -> str:
    """08.30 WIB"""
    return f"{hours(at)} {zone(_office())}".strip()


@register.filter
def zone(office: Office) -> str:
    """WIB, WITA or WIT."""
    return ZONES.get(office.time_zone, "")


@register.filter
def hours(at: Any) -> str:
    """08.30 (English 08:30), without the zone; takes a time of day as well."""
    here = _here(at) if isinstance(at, datetime) else at
    return f"{here:%H:%M}" if get_language() == "en" else f"{here:%H.%M}"


@register.filter
def get(mapping: Mapping[str, str], key: str) -> str:
    return mapping.get(key, "")


@register.filter
def inside(text: object) -> str:
    """As inside a sentence: "Tambah anak", but "Tambah ITAS"."""
    said = str(text)
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


@register.filter
def whole(text: object) -> SafeString:
    """A sentence whose numbers (A-012, MTW-26-7K3Q9, +62 …) are not cut by a line's end."""
    cut = UNBROKEN.sub(r'<span class="whole">\g<0></span>', escape(str(text)))
    return mark_safe(cut)  # noqa: S308 - the text is escaped


@register.filter
def dial(phone: str) -> SafeString:
    """A telephone number that can be touched, also within a sentence."""
    return format_html('<a href="tel:{}">{}</a>', phone, phone)


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def weekday(number: int) -> str:
    """0 is Senin."""
    return str(WEEKDAYS[number])


@register.filter
def moment(at: datetime) -> str:
    """Rabu 25 November 2026, 08.30 WIB"""
    return f"{day(at)}, {clock(at)}"


@register.filter
def moment_short(at: datetime) -> str:
    """Rab 25 Nov, 08.30"""
    return f"{day_short(at)}, {hours(at)}"


@register.filter
def grouped(digits: str) -> str:
    """A long number in groups of five, as people read it out."""
    return " ".join(digits[n : n + 5] for n in range(0, len(digits), 5))


@register.filter
def grouped_by_four(signs: str) -> str:
    return " ".join(signs[n : n + 4] for n in range(0, len(signs), 4))


@register.filter
def map_link(place: Any) -> str:
    """The office on the reader's own map program."""
    return f"geo:{place.lat},{place.lng}?{urlencode({'q': f'{place.lat},{place.lng}'})}"


@register.filter
def osm_link(place: Any) -> str:
    """The office on a map in the browser, for machines without a map program; nothing is loaded."""
    where = urlencode({"mlat": place.lat, "mlon": place.lng})
    return f"https://www.openstreetmap.org/?{where}#map=17/{place.lat}/{place.lng}"


@register.filter
def place_of_hall(hall: str) -> str:
    """The place that a hall's id names; "" for an office itself."""
    return place_id(hall)


@register.filter
def dictlookup(values: dict[str, Any], key: str) -> Any:
    return values.get(key, "")


@register.filter
def correction_on(item: str, form: Form) -> bool:
    """Whether a correction ("question:nik") is about a field of this form."""
    return item.removeprefix("question:") in form.fields


@register.simple_tag(takes_context=True)
def switch_url(context: Context, language: str) -> str:
    """This page in the other language."""
    return translate_url(context["request"].get_full_path(), language)


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object) -> SafeString:
    """The options of a select; where they are many, a loop in the template costs ten times that."""
    named = [
        f'<option value="{escape(str(value))}"{" selected" if value == chosen else ""}>'
        f"{escape(str(title))}</option>"
        for value, title in choices
    ]
    return mark_safe("".join(named))  # noqa: S308 - each part is escaped


@register.simple_tag
def qr(text: str) -> SafeString:
    """A QR code as inline SVG, black on white whatever the page's colours."""
    code = segno.make(text, error="m")
    svg = code.svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True)
    return mark_safe(format_html('<div role="img" aria-label="QR">{}</div>', mark_safe(svg)))  # noqa: S308


@register.simple_tag(takes_context=True)
def may_open(context: Context, name: str) -> bool:
    """Whether who reads this page may open that one: no link leads where nobody is let in."""
    actor = context.get("actor")
    return actor is not None and accounts.may_open(actor, name)


STAFF_MENU = (
    ("home", "desk:home", gettext_lazy("Hari ini")),
    ("counter", "desk:counter", gettext_lazy("Loket")),
    ("cases", "desk:cases", gettext_lazy("Berkas")),
    ("money", "desk:money", gettext_lazy("Uang")),
    ("messages", "desk:messages", gettext_lazy("Pesan")),
    ("production", "desk:production", gettext_lazy("Pembuatan")),
    ("collection", "desk:collection", gettext_lazy("Penyerahan")),
    ("system", "desk:system", gettext_lazy("Sistem")),
)


@register.simple_tag(takes_context=True)
def staff_menu(context: Context) -> list[tuple[str, str, str]]:
    """What this member of staff may open: name, address, words."""
    rows = [(here, name, str(words)) for here, name, words in STAFF_MENU if may_open(context, name)]
    return [(here, reverse(name), words) for here, name, words in rows]


@register.filter
def rule_link(rule_id: str) -> str:
    """The id of a rule, leading to its words where they are known."""
    return link_to(rule_id)
