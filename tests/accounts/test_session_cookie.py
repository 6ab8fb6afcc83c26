"""What answers before Django reads the cookies: whose key, and whether there may be one."""

import pytest
from django.conf import settings

from lintas.accounts.public import names_a_session, session_key_in

NAME = settings.SESSION_COOKIE_NAME


@pytest.mark.parametrize(
    ("cookies", "key", "somebody"),
    [
        (f"{NAME}=abc1", "abc1", True),
        (f"a=b; {NAME}=abc1", "abc1", True),
        (f"a=b;{NAME}=", "", True),
        (f"{NAME}=a-b", "", True),
        (f"{NAME}={'a' * 41}", "", True),
        (f"x{NAME}=abc1", "", True),
        ("csrftoken=x; lintas-language=en", "", False),
        ("", "", False),
    ],
)
def test_only_a_key_is_a_key_and_whoever_may_be_somebody_is(
    cookies: str, key: str, somebody: bool
) -> None:
    """A page kept for everybody is never sent to who shows a session, also a broken one."""
    assert session_key_in(cookies) == key
    assert names_a_session(cookies) is somebody
