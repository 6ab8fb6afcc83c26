"""My page: what waits for me, what I was told, all my requests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lintas.accounts.public import actor_of, signed_in
from lintas.applications import public as applications
from lintas.kernel import clock
from lintas.notices import public as notices


@signed_in
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Reading the inbox marks it read; what was new is still marked on this one showing."""
    actor = actor_of(request)
    assert actor.id is not None  # signed_in has seen to it  # noqa: S101
    rows = applications.my_applications(actor)
    inbox = notices.inbox_of(actor.id)
    if any(notice.read_at is None for notice in inbox):
        notices.mark_read(account_id=actor.id, at=clock.now())
    context = {
        "waiting": [row for row in rows if row.needs_action],
        "others": [row for row in rows if not row.needs_action],
        "inbox": inbox,
    }
    return render(request, "portal/mine.html", context)
