"""Tags and filters every template may use without loading them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.forms import BoundField, CheckboxInput
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lintas.accounts.public import actor_of
from lintas.kernel import money
from lintas.kernel.actor import Actor
from lintas.portal import dates
from lintas.portal.staff_places import PLACES, StaffPlace

register = template.Library()


def _language() -> str:
    return get_language() or "id"


@register.filter
def rupiah(amount: int) -> str:
    return money.rupiah(amount)


@register.filter
def day(value: date | datetime) -> str:
    """Rabu 25 November 2026."""
    return dates.day(_here(value), _language())


@register.filter
def day_short(value: date | datetime) -> str:
    """Rab 25 Nov."""
    return dates.day_short(_here(value), _language())


@register.filter
def clock(value: datetime) -> str:
    """08.30 WIB; in English 08:30 WIB."""
    here = timezone.localtime(value)
    return f"{dates.hour(here.time(), _language())} {here:%Z}"


@register.filter
def moment(value: datetime) -> str:
    return f"{day(value)}, {clock(value)}"


@register.filter
def moment_short(value: datetime) -> str:
    """Rab 25 Nov, 08.30."""
    return f"{day_short(value)}, {dates.hour(timezone.localtime(value).time(), _language())}"


def _here(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def grouped(code: str) -> str:
    """A long number in threes, as people read it out."""
    return " ".join(code[n : n + 3] for n in range(0, len(code), 3))


@register.filter
def tel(phone: str) -> str:
    """A telephone number as a link wants it."""
    return "".join(c for c in phone if c.isdigit() or c == "+")


@register.filter
def map_link(place: Any) -> str:
    """An open map around a place with `lat` and `lng`."""
    spot = f"{place.lat:.5f}/{place.lng:.5f}"
    return f"https://www.openstreetmap.org/?mlat={place.lat:.5f}&mlon={place.lng:.5f}#map=17/{spot}"


@register.filter
def weekday(number: int) -> str:
    """0 is Senin."""
    return str(WEEKDAYS[number])


@register.filter
def dictlookup(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key, "")


@register.filter
def correction_on(item: str, form: Any) -> bool:
    """Whether a correction ("question:nik") is about a question of this form."""
    kind, _colon, name = item.partition(":")
    return kind == "question" and name in form.fields


@register.filter
def is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def first_id(field: BoundField) -> str:
    """The id that a link in the error summary moves to: the first control of a group."""
    shown = field.subwidgets
    attrs = shown[0].data.get("attrs", {}) if shown else {}
    parts = shown[0].data.get("subwidgets") if shown else None
    if parts:
        attrs = parts[0].get("attrs", {})
    return str(attrs.get("id") or field.auto_id)


@register.simple_tag(takes_context=True)
def switch_url(context: Mapping[str, Any], language: str) -> str:
    """This same page, its question mark and all, in another language."""
    request: HttpRequest = context["request"]
    path = request.get_full_path()
    bare = path[3:] if path.startswith("/en/") else path
    return bare if language == "id" else f"/{language}{bare}"


@register.simple_tag(takes_context=True)
def actor_here(context: Mapping[str, Any]) -> Actor:
    return actor_of(context["request"])


@register.filter
def staff_places(actor: Actor, path: str) -> list[StaffPlace]:
    """The staff pages this actor's roles open; the one that holds `path` is here."""
    found = []
    for title, name, roles in PLACES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue  # this installation is without that page
        if actor.has(*roles):
            found.append(StaffPlace(title, url, here=False))
    best = max((p.url for p in found if path.startswith(p.url)), key=len, default="")
    return [StaffPlace(p.title, p.url, here=p.url == best) for p in found]


@register.simple_tag
def qr(text: str) -> SafeString:
    """The text as a QR code, drawn into the page."""
    label = _("Kode QR")
    return format_html('<div role="img" aria-label="{}">{}</div>', label, _drawn(text))


@lru_cache(maxsize=256)
def _drawn(text: str) -> SafeString:
    code = segno.make(text, error="m", micro=False)
    # Safe: segno draws a path from modules; none of the text stands in the picture.
    return mark_safe(  # noqa: S308
        code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff")
    )
