"""A letter of a case, as it was sent."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import staff
from lintas.desk.case_page import open_case
from lintas.desk.case_views import CASES
from lintas.letters import public as letters


@staff(*CASES)
@never_cache
@require_GET
def letter(request: HttpRequest, application_id: UUID, letter_id: UUID) -> HttpResponse:
    view = open_case(request, application_id)
    found = letters.letter_of(application_id, letter_id)
    if found is None:
        raise Http404
    context = {
        "here": "cases",
        "application": view.application,
        "letter": found,
        "text": found.in_language(get_language() or "id"),
    }
    return render(request, "desk/letter.html", context)
