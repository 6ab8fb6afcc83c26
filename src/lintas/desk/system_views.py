"""Whether the machine does what it should: reactions, payments, worker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import staff
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Role


@staff(Role.HEAD, Role.ADMIN)
@never_cache
@require_GET
def system(request: HttpRequest) -> HttpResponse:
    unordered, waiting = journal.waiting_counts()
    context = {
        "here": "system",
        "failing": journal.failing_reactions(),
        "unordered": unordered,
        "waiting": waiting,
        "seen_at": journal.worker_seen_at(),
    }
    return render(request, "desk/system.html", context)


@staff(Role.HEAD, Role.ADMIN)
@require_POST
def retry(request: HttpRequest, reaction_id: int) -> HttpResponse:
    """Try a failed reaction again without waiting for its pause."""
    journal.retry_now(reaction_id, clock.now())
    return redirect("desk:system")
