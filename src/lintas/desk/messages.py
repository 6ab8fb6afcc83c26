"""One sentence to be said on the next page, kept in the session."""

from django.http import HttpRequest

KEY = "said"
REFUSED = "said-no"


def say(request: HttpRequest, sentence: str) -> None:
    """Nothing, where the page shows by itself what happened."""
    if sentence:
        request.session[KEY], request.session[REFUSED] = sentence, False


def refuse(request: HttpRequest, refusal: object) -> None:
    """What did not happen, and why: the page shows it as a warning."""
    request.session[KEY], request.session[REFUSED] = str(refusal), True


def said(request: HttpRequest) -> str:
    """The sentence that waits; it is said once."""
    return answer(request)[0]


def answer(request: HttpRequest) -> tuple[str, bool]:
    """The sentence that waits, and whether it refuses; it is said once."""
    return request.session.pop(KEY, ""), request.session.pop(REFUSED, False)
