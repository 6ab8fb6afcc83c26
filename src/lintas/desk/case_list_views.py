"""The list of cases: narrowed by what stands in the address, so that it can be kept and shared."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, names_of, staff, staff_of
from lintas.applications import public as applications
from lintas.applications.public import CaseFilters, CaseRow, Due, Scope, Sort, Status
from lintas.casework import public as casework
from lintas.catalogue import public as catalogue
from lintas.desk.messages import said
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.ids import read_id

CASES = (Role.OFFICER, Role.APPROVER, Role.HEAD)
LISTED = [s for s in Status if s != Status.DRAFT]
SCOPES = {
    Scope.MINE: _("Berkas saya"),
    Scope.TEAM: _("Berkas kantor"),
    Scope.UNASSIGNED: _("Belum dibagi"),
    Scope.ALL: _("Semua"),
}
DUES = {
    Due.LATE: _("Lewat janji"),
    Due.TODAY: _("Janji hari ini"),
    Due.WEEK: _("Janji minggu ini"),
}
SORTS = {
    Sort.CHANGED: _("Perubahan terakhir"),
    Sort.DUE: _("Janji terdekat"),
    Sort.ARRIVED: _("Terakhir masuk"),
}
FIELDS = (
    "lingkup", "status", "layanan", "tenggat", "petugas", "dari", "sampai", "urut", "cari",
)  # fmt: skip


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


Kind = TypeVar("Kind", Scope, Due, Sort)


def _one_of(kind: type[Kind], typed: str) -> Kind:
    return kind(typed) if typed in set(kind) else kind("")


def filters_of(given: Mapping[str, str]) -> CaseFilters:
    """What an address asks for; what it asks wrongly is left out."""
    asked = {name: given.get(name, "") for name in FIELDS}
    return CaseFilters(
        scope=_one_of(Scope, asked["lingkup"]),
        status=asked["status"] if asked["status"] in set(LISTED) else "",
        service=asked["layanan"][:60],
        due=_one_of(Due, asked["tenggat"]),
        holder=read_id(asked["petugas"]),
        since=_day(asked["dari"]),
        until=_day(asked["sampai"]),
        sort=_one_of(Sort, asked["urut"]),
        text=asked["cari"][:100],
    )


def address_of(filters: CaseFilters, **changed: object) -> str:
    """The address that asks for these filters, without what is not asked."""
    values = {
        "lingkup": filters.scope,
        "status": filters.status,
        "layanan": filters.service,
        "tenggat": filters.due,
        "petugas": filters.holder or "",
        "dari": filters.since or "",
        "sampai": filters.until or "",
        "urut": filters.sort,
        "cari": filters.text,
        **changed,
    }
    return "?" + urlencode({name: str(value) for name, value in values.items() if value})


@staff(*CASES)
@never_cache
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The list, in pages that cost the same however far."""
    actor, filters = actor_of(request), filters_of(request.GET)
    after = request.GET.get("sesudah", "")
    page = applications.cases_page(actor, filters, after=after, at=clock.now())
    colleagues = {one.id: one.name or one.username for one in staff_of(actor.office)}
    names = _names_beside(page.rows, colleagues)
    context = {
        "here": "cases",
        "said": said(request),
        "rows": [(row, _holder(row, names)) for row in page.rows],
        "next": address_of(filters, sesudah=page.following) if page.following else "",
        "filters": filters,
        "statuses": [(s, applications.status_text(s)) for s in LISTED],
        "services": [(one.id, one.title) for one in catalogue.services()],
        "kept": casework.saved_filters(actor),
        "address": address_of(filters).removeprefix("?"),
        "colleagues": colleagues.items(),
        **_choices(filters),
    }
    return render(request, "desk/cases.html", context)


def _names_beside(rows: Sequence[CaseRow], colleagues: Mapping[UUID, str]) -> dict[UUID, str]:
    """Names of those who have these cases; of whoever left the office by one more question."""
    holders = {h for row in rows for h in (row.decider, row.reviewed_by) if h}
    return {**colleagues, **names_of(holders - set(colleagues))}


def _holder(row: CaseRow, names: Mapping[UUID, str]) -> str:
    """Whose turn it is with a case; once it is decided, nobody's."""
    holder = row.decider or row.reviewed_by
    return names.get(holder, "") if holder and row.status == Status.UNDER_REVIEW else ""


def _choices(filters: CaseFilters) -> dict[str, Any]:
    """The filters that are one key each, and whether the rest should stand open."""
    scopes = [
        (nth, title, address_of(filters, lingkup=scope), scope == filters.scope)
        for nth, (scope, title) in enumerate(SCOPES.items(), 1)
    ]
    dues = [
        (nth, title, _toggled(filters, due), due == filters.due)
        for nth, (due, title) in enumerate(DUES.items(), len(SCOPES) + 1)
    ]
    more = (filters.service, filters.holder, filters.since, filters.until)
    return {"scopes": scopes, "dues": dues, "sorts": list(SORTS.items()), "more": any(more)}


def _toggled(filters: CaseFilters, due: Due) -> str:
    return address_of(filters, tenggat="" if due == filters.due else due)
