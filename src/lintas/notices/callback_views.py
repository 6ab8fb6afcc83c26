"""What the other sides of channels tell us: arrivals, failures, words of people."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import machine
from lintas.kernel import clock
from lintas.notices.channels.register import channel
from lintas.notices.delivery_commands import note_status
from lintas.notices.ports import Answer, Call, Hears, NotGenuine, Status, Word
from lintas.notices.way_commands import hear_word

log = structlog.get_logger(__name__)


@machine
@csrf_exempt
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, name: str) -> HttpResponse:
    """Nothing is believed before the channel knows its other side; news told twice is welcome."""
    via = channel(name)
    if via is None or not isinstance(via, Hears) or not via.ready():
        return HttpResponse(status=404)
    try:
        told = via.hear(_call(request))
    except NotGenuine:
        log.warning("channel call refused", channel=name)
        return HttpResponse(status=401)
    if told.at_once is not None:
        return _response(told.at_once)
    at, words = clock.now(), []
    for news in told.news:
        if isinstance(news, Status):
            note_status(channel_name=name, status=news, at=at)
        elif isinstance(news, Word):
            sentence = hear_word(name=name, word=news, at=at)
            words += [(news.address, sentence)] if sentence else []
    return _response(via.answer(words))


def _call(request: HttpRequest) -> Call:
    return Call(
        method=request.method or "",
        query={name: str(value) for name, value in request.GET.items()},
        headers=request.headers,
        body=request.body,
    )


def _response(answer: Answer) -> HttpResponse:
    return HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
