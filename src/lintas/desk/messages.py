"""One sentence to be said on the next page, kept in the session."""

from django.http import HttpRequest

KEY = "said"


def say(request: HttpRequest, sentence: str) -> None:
    request.session[KEY] = sentence


def said(request: HttpRequest) -> str:
    """The sentence that waits; it is said once."""
    sentence: str = request.session.pop(KEY, "")
    return sentence
