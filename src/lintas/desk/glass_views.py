"""Opening a case in an emergency, and the head's review of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import actor_of, names_of, staff
from lintas.casework import public as casework
from lintas.catalogue import public as catalogue
from lintas.desk.case_views import CASES
from lintas.desk.words import GROUND_WORDS
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@staff(*CASES)
@never_cache
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """A number and a reason; the case then stands open for an hour, to read."""
    number = request.POST.get("nomor") or request.GET.get("nomor", "")
    context = {"here": "home", "number": number[:40], "reason": request.POST.get("reason", "")}
    if request.method != "POST":
        return render(request, "desk/emergency.html", context)
    try:
        case = casework.break_glass(
            glass_id=new_id(),
            number=number,
            reason=request.POST.get("reason", ""),
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        context["refusal"] = str(refusal)
        return render(request, "desk/emergency.html", context, status=422)
    return redirect("desk:case", case)


@staff(Role.HEAD)
@never_cache
@require_http_methods(["GET", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """What was opened in an emergency and waits for the head's word; late ones first."""
    actor, refusal, status = actor_of(request), "", 200
    if request.method == "POST":
        try:
            casework.review_glass(
                glass_id=UUID(request.POST.get("glass", "")),
                justified=request.POST.get("verdict") == "justified",
                text=request.POST.get("text", ""),
                actor=actor,
                at=clock.now(),
            )
            return redirect("desk:reviews")
        except ValueError:
            status = 422
        except Refused as trouble:
            refusal, status = str(trouble), 422
    rows = casework.glasses_to_review(actor)
    today = catalogue.office(actor.office).today(clock.now())
    names = names_of({row.staff for row in rows})
    context = {
        "here": "home",
        "rows": [
            (row, names.get(row.staff, ""), GROUND_WORDS[row.ground], row.review_due_on < today)
            for row in rows
        ],
        "refusal": refusal,
        "typed": request.POST.dict(),
    }
    return render(request, "desk/reviews.html", context, status=status)
