"""Where the form's script sends what is being typed."""

import re
from datetime import datetime, timedelta

from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lintas.accounts.public import TooManyTries, actor_of, anyone, rate_limit
from lintas.applications.models import Application
from lintas.applications.opening import with_application
from lintas.applications.queries import office_of, service_of
from lintas.applications.telling import hours
from lintas.applications.typed_commands import keep_typed
from lintas.applications.typed_queries import Inputs
from lintas.kernel import clock
from lintas.kernel.errors import Refused

MOST_AN_HOUR = 900
LONGEST_WAIT_SECONDS = 30 * 24 * 3600


@anyone
@with_application
@never_cache
@require_POST
def keep_what_is_typed(
    request: HttpRequest, application: Application, page_id: str
) -> JsonResponse:
    """Keep inputs as they stand. Says until when they are kept, or why not."""
    at, page = clock.now(), service_of(application).page(page_id)
    if page is None:
        return JsonResponse({"refused": "no such page"}, status=404)
    try:
        rate_limit(f"typed:{application.pk}", most=MOST_AN_HOUR, per=timedelta(hours=1), at=at)
        elsewhere = keep_typed(
            application=application,
            page=page,
            typed=inputs_of(request.POST, page.questions),
            since=_moment(request.POST.get("_since", ""), at),
            typed_at=at - timedelta(seconds=_age(request.POST.get("_age", ""))),
            actor=actor_of(request),
            at=at,
        )
    except TooManyTries as refusal:
        return JsonResponse({"refused": str(refusal)}, status=429)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=422)
    clock_time = hours(at, office_of(application))
    return JsonResponse({"at": at.isoformat(), "clock": clock_time, "elsewhere": elsewhere})


def inputs_of(sent: QueryDict, questions: tuple[str, ...]) -> dict[str, Inputs]:
    """The inputs of each question named in `_q`; a question's inputs begin with its id."""
    found: dict[str, Inputs] = {}
    for question in set(sent.getlist("_q")) & set(questions):
        own = re.compile(rf"{re.escape(question)}([_.]|-\d|$)")
        found[question] = {name: sent.getlist(name) for name in sent if own.match(name)}
    return found


def _moment(typed: str, at: datetime) -> datetime:
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    return found if found is not None and found.tzinfo is not None else at


def _age(typed: str) -> int:
    """How long ago it was typed, by the browser's own clock. Unit: seconds."""
    return min(int(typed), LONGEST_WAIT_SECONDS) if typed.isascii() and typed.isdigit() else 0
