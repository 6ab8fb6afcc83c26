"""From one case to the next of one's own, without the list in between."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import CaseFilters, Scope, Sort, Status
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.actor import Role

MINE = CaseFilters(scope=Scope.MINE, status=Status.UNDER_REVIEW, sort=Sort.DUE)
ALSO_WITHOUT_A_DAY = CaseFilters(scope=Scope.MINE, status=Status.UNDER_REVIEW)


@staff(Role.OFFICER, Role.APPROVER, Role.HEAD)
@require_GET
def next_case(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The one after this among those in one's hands, the first promised first; then from the top.

    What one is to decide and nobody has looked through yet is passed over.

    Cost: two pages of the list.
    """
    line = _line(request)
    after = line[line.index(application_id) + 1 :] if application_id in line else line
    for found in [*after, *line]:
        if found != application_id:
            return redirect("desk:case", found)
    say(request, str(_("Tidak ada berkas lain yang menunggu Anda.")))
    return redirect(f"{reverse('desk:cases')}?lingkup={Scope.MINE}")


def _line(request: HttpRequest) -> list[UUID]:
    actor, at = actor_of(request), clock.now()
    rows = [
        row
        for filters in (MINE, ALSO_WITHOUT_A_DAY)
        for row in applications.cases_page(actor, filters, at=at).rows
    ]
    ready = [row.id for row in rows if row.decider != actor.id or row.reviewed_by is not None]
    return list(dict.fromkeys(ready))
