"""The rules in their own words, for everybody: by subject, so that a page stays light."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.catalogue.public import RuleText, rule_texts

SUBJECTS: Mapping[str, tuple[str, object]] = MappingProxyType(
    {
        "passport": ("paspor", _("Paspor")),
        "stay-permit": ("izin-tinggal", _("Izin tinggal")),
        "fees": ("biaya", _("Biaya")),
        "refunds": ("uang-kembali", _("Uang kembali")),
        "promises": ("janji-waktu", _("Janji waktu")),
        "office": ("kantor", _("Kantor dan antrean")),
        "identity": ("identitas", _("Nomor dan nama orang")),
        "other": ("lain", _("Layanan lain")),
    }
)
"""By the file in docs/rules: how its page is called, and its heading."""


def rules_of(subject: str) -> list[RuleText]:
    return [rule for rule in rule_texts().values() if rule.subject == subject]


def link_to(rule_id: str) -> str:
    """The id, as a link where the rule has words of its own."""
    rule = rule_texts().get(rule_id)
    if rule is None or rule.subject not in SUBJECTS:
        return rule_id
    page = reverse("portal:rules-of", args=[SUBJECTS[rule.subject][0]])
    return format_html('<a href="{}#{}">{}</a>', page, rule.id, rule.id)


@anyone
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule, by subject."""
    rows = [(name, title, rules_of(subject)) for subject, (name, title) in SUBJECTS.items()]
    return render(request, "portal/rules.html", {"rows": rows})


@anyone
@require_GET
def rules_on(request: HttpRequest, subject: str) -> HttpResponse:
    """The rules of one subject, each where a link finds it."""
    for key, (name, title) in SUBJECTS.items():
        if name == subject:
            return render(request, "portal/rules_of.html", {"title": title, "rules": rules_of(key)})
    raise Http404
