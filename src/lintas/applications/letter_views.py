"""A letter as it was sent, to read and to print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.queries import office_of
from lintas.letters import public as letters


@anyone
@with_application
@never_cache
@require_GET
def letter(request: HttpRequest, application: Application, letter_id: UUID) -> HttpResponse:
    found = letters.letter_of(application.pk, letter_id)
    if found is None:
        raise Http404
    text = found.in_language(get_language() or "id")
    context = facts(application, letter=found, text=text, office=office_of(application))
    return render(request, "applications/letter.html", context)
