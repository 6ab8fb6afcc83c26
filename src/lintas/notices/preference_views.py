"""How I am told: my channels in their order, my night, my language."""

from collections.abc import Callable
from datetime import time
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, choose_language, contact_of, signed_in
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.text import only_digits
from lintas.notices import way_commands
from lintas.notices.channels.push import public_key
from lintas.notices.channels.register import channel, ready_channels
from lintas.notices.commands import keep_own_way
from lintas.notices.models import Way
from lintas.notices.ports import Links
from lintas.notices.queries import night_of, ways_of

HOURS = tuple(time(hour) for hour in range(24))


def _me(request: HttpRequest) -> UUID:
    actor = actor_of(request)
    if actor.id is None:
        raise Http404
    return actor.id


@signed_in
@never_cache
@require_GET
def preferences(request: HttpRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest, refusal: str = "", **more: Any) -> HttpResponse:
    account_id = _me(request)
    keep_own_way(account_id=account_id, at=clock.now())
    ways = ways_of(account_id)
    there = {way.channel for way in ways if way.verified}
    ready = ready_channels()
    night = night_of(account_id)
    context = {
        "ways": ways,
        "lacking": [one for one in ready if one.name not in there],
        "push_key": public_key() if any(one.name == "push" for one in ready) else "",
        "night": "office" if night is None else "none" if night[0] is None else "own",
        "night_hours": night if night and night[0] is not None else (time(21), time(6)),
        "hours_of_day": HOURS,
        "language": contact_of(account_id).language,
        "refusal": refusal,
        **more,
    }
    return render(request, "notices/preferences.html", context, status=422 if refusal else 200)


def _try(
    request: HttpRequest, act: Callable[[], object], part: str, name: str = ""
) -> HttpResponse:
    """Do it and show the page anew, or the refusal beside what was typed."""
    try:
        act()
    except Refused as refusal:
        typed = {key: value for key, value in request.POST.items() if key != "csrfmiddlewaretoken"}
        return _show(request, str(refusal), part=part, name=name, typed=typed)
    return redirect("notices:preferences")


@signed_in
@require_POST
def add(request: HttpRequest, name: str) -> HttpResponse:
    """Send a code to a new address, or make the link that joins another program."""
    account_id, at = _me(request), clock.now()
    via = channel(name)
    if isinstance(via, Links):
        try:
            token = way_commands.ask_link(account_id=account_id, name=name, at=at)
        except Refused as refusal:
            return _show(request, str(refusal), part="add", name=name)
        return _show(request, link=via.join_link(token), name=name)
    ask = partial(
        way_commands.ask_code,
        account_id=account_id,
        name=name,
        typed=request.POST.get("address", "")[:254],
        actor=actor_of(request),
        at=at,
    )
    return _try(request, ask, "add", name)


@signed_in
@require_POST
def prove(request: HttpRequest, name: str) -> HttpResponse:
    enter = partial(
        way_commands.enter_code,
        account_id=_me(request),
        name=name,
        code=only_digits(request.POST.get("code", "")[:20]),
        actor=actor_of(request),
        at=clock.now(),
    )
    return _try(request, enter, "prove", name)


@signed_in
@require_POST
def device(request: HttpRequest) -> HttpResponse:
    """The small script brings what this browser's push service gave it."""
    join = partial(
        way_commands.join_browser,
        account_id=_me(request),
        subscription=request.POST.get("subscription", ""),
        actor=actor_of(request),
        at=clock.now(),
    )
    return _try(request, join, "add", "push")


@signed_in
@require_POST
def night(request: HttpRequest) -> HttpResponse:
    account_id, at = _me(request), clock.now()
    chosen = request.POST.get("night", "office")
    if chosen == "office":
        way_commands.follow_office_night(account_id=account_id, at=at)
        return redirect("notices:preferences")
    starts, ends = (_hour(request.POST.get(name, "")) for name in ("starts", "ends"))
    if chosen == "none":
        starts = ends = None
    elif starts is None or ends is None:
        starts, ends = time(0), time(0)  # refused below, as two equal hours are
    rest = partial(way_commands.set_quiet, account_id=account_id, starts=starts, ends=ends, at=at)
    return _try(request, rest, "night")


def _hour(typed: str) -> time | None:
    return time(int(typed)) if typed.isdecimal() and int(typed) < 24 else None


@signed_in
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of what we send; the pages follow their own address."""
    choose_language(
        account_id=_me(request), language=request.POST.get("language", ""), at=clock.now()
    )
    return redirect("notices:preferences")


@signed_in
@require_POST
def change(request: HttpRequest, name: str, change: str) -> HttpResponse:
    """One button beside one way."""
    account_id, actor, at = _me(request), actor_of(request), clock.now()
    way = Way.objects.filter(account_id=account_id, channel=name).first()
    if way is None:
        raise Http404
    acts: dict[str, Callable[[], object]] = {
        "naik": lambda: way_commands.raise_way(account_id=account_id, name=name, at=at),
        "mati": lambda: way_commands.stop_way(way_id=way.pk, by="page", actor=actor, at=at),
        "nyala": lambda: way_commands.resume_way(way_id=way.pk, by="page", actor=actor, at=at),
        "hapus": lambda: way_commands.remove_way(
            account_id=account_id, name=name, actor=actor, at=at
        ),
    }
    if change not in acts:
        raise Http404
    return _try(request, acts[change], "ways")
