"""The calendar that follows a person's visits, and the page that gives or changes its address."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lintas.accounts.public import actor_of, anyone, contact_of, signed_in
from lintas.applications import calendar_file, feed_commands
from lintas.kernel import clock


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """The secret address, a new one, or none."""
    actor = actor_of(request)
    if actor.id is None or actor.is_staff:
        raise Http404
    if request.method == "POST":
        if request.POST.get("do") == "hapus":
            feed_commands.drop_feed(account_id=actor.id, at=clock.now())
        else:
            feed_commands.make_feed(account_id=actor.id, actor=actor, at=clock.now())
        return redirect("applications:calendar")
    feed = feed_commands.feed_of(actor.id)
    address = ""
    if feed is not None:
        with override("id"):  # one address, whatever the page's language
            path = reverse("applications:feed", args=[feed.pk, feed_commands.secret_of_feed(feed)])
        address = settings.SITE_URL + path
    subscribe = address.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1)
    context = {
        "address": address,
        "subscribe": subscribe,
        "made_at": feed.made_at if feed else None,
    }
    return render(request, "applications/calendar.html", context)


@anyone
@require_GET
def feed(request: HttpRequest, feed_id: UUID, secret: str) -> HttpResponse:
    """For a calendar program: whoever has the address reads when and where, no name."""
    found = feed_commands.feed_at(feed_id, secret)
    if found is None:
        raise Http404
    with override(contact_of(found.account_id).language):
        visits = feed_commands.visits_of(found.account_id, clock.now())
        text = calendar_file.calendar_of(visits, name=_("Kunjungan ke kantor imigrasi"))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    return response
