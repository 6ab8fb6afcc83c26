"""The session in a header of cookies, for what answers before Django reads them."""

from django.conf import settings

COOKIE = f"{settings.SESSION_COOKIE_NAME}="
LONGEST = 40


def names_a_session(cookies: str) -> bool:
    """Whether whoever asks may be somebody, whatever the cookie holds: better once too often."""
    return COOKIE in cookies


def session_key_in(cookies: str) -> str:
    """Session keys are letters and digits; whatever else stands there is none."""
    for part in cookies.split(";"):
        if part.strip().startswith(COOKIE):
            key = part.strip()[len(COOKIE) :]
            return key if key.isascii() and key.isalnum() and len(key) <= LONGEST else ""
    return ""
