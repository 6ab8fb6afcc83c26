"""What the office asked to be corrected, what that opens, and where each is done."""

from typing import Any

from django.urls import reverse

from lintas.applications.models import Application, Correction
from lintas.applications.queries import missing_from, service_of
from lintas.applications.rules import Status
from lintas.applications.telling import item_title
from lintas.catalogue.public import Condition


def present_corrections(application: Application) -> list[Correction]:
    """What the office asked for when it returned this request, done or not; else nothing."""
    if application.status != Status.RETURNED:
        return []
    asked = application.corrections.filter(asked_at=application.status_since)
    return list(asked.order_by("item"))


def correctable(application: Application) -> frozenset[str]:
    """Items ("question:nik", "paper:ktp") open while returned: the asked ones and what hangs on
    their answers."""
    service = service_of(application)
    asked = {correction.item for correction in present_corrections(application)}
    opened = {
        *(f"question:{q.id}" for q in service.questions if _hangs_on(q.when, asked)),
        *(f"paper:{p.id}" for p in service.papers if _hangs_on(p.when, asked)),
    }
    return frozenset(asked | opened)


def _hangs_on(condition: Condition | None, asked: set[str]) -> bool:
    return condition is not None and f"question:{condition.question}" in asked


def correction_rows(application: Application) -> list[dict[str, Any]]:
    """What was asked to be corrected, and what its answers opened: where, and whether done."""
    service = service_of(application)
    rows = [
        {
            "title": item_title(service, correction.item),
            "text": correction.text,
            "done": correction.done_at is not None,
            "link": _place_of(application, correction.item),
        }
        for correction in present_corrections(application)
    ]
    asked = {correction.item for correction in present_corrections(application)}
    for missing in missing_from(application, service):
        item = f"{missing.kind}:{missing.id}"
        if item in correctable(application) - asked:
            link = _place_of(application, item)
            rows.append({"title": missing.title, "text": "", "done": False, "link": link})
    return rows


def _place_of(application: Application, item: str) -> str:
    kind, _, name = item.partition(":")
    page_of = next((p for p in service_of(application).pages if name in p.questions), None)
    if kind == "question" and page_of is not None:
        return reverse("applications:page", args=[application.pk, page_of.id])
    return f"{reverse('applications:papers', args=[application.pk])}#{name}"
