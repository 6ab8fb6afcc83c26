"""From "what do I need?" to the exact papers, price and days of one person."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GuideAnswer, as_chosen
from lintas.kernel import clock
from lintas.portal.sharing import short_message
from lintas.portal.views import service_called

DAYS_SHOWN = 3


def end_of(answer: GuideAnswer) -> str:
    """The address an answer leads to: the next question here, or a person's own requirements."""
    if answer.next is not None:
        return f"#{answer.next}"
    page = reverse("portal:requirements", args=[answer.service])
    return f"{page}?{urlencode(answer.answers)}" if answer.answers else page


@anyone
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """All questions on one page, one shown at a time by its address: works offline as well."""
    found = catalogue.guide()
    if found is None:
        raise Http404
    asked = [(q, [(a.text, end_of(a)) for a in q.answers]) for q in found.questions]
    # The first question stands last, so that plain CSS can hide it while another is aimed at.
    asked.sort(key=lambda pair: pair[0].id == found.first)
    return render(request, "portal/guide.html", {"asked": asked, "first": found.first})


@anyone
@require_GET
def requirements(request: HttpRequest, slug: str) -> HttpResponse:
    """What this person brings, pays and waits, by the answers in the address."""
    service, at = service_called(slug), clock.now()
    today = catalogue.office(settings.OFFICE).today(at)
    answers = service.known_choices({name: as_chosen(v) for name, v in request.GET.lists()})
    deciding = service.deciding_questions(answers)
    fees, papers = service.fees_on(today, answers), service.papers_for(answers)
    total = service.total_on(today, answers)
    days = [day for day in appointments.days_with_room(settings.OFFICE, slug, at) if day.left]
    context = {
        "service": service,
        "answers": answers,
        "deciding": deciding,
        "complete": all(question.id in answers for question in deciding),
        "unfit": catalogue.may_apply(service, answers, today),
        "papers": papers,
        "fees": fees,
        "total": total,
        "confirmed": all(fee.confirmed for fee in fees),
        "days": days[:DAYS_SHOWN],
        "message": short_message(service, papers, total, request.build_absolute_uri()),
    }
    return render(request, "portal/requirements.html", context)
