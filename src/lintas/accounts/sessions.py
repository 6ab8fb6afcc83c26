"""Sessions in the database, each with whose it is; the question that every page begins with is
compiled once.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from lintas.accounts.models import Session
from lintas.journal import public as journal

BACKENDS = frozenset(settings.AUTHENTICATION_BACKENDS)


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.account_id, row.knew = whose(data)
        return row

    def _get_session_from_db(self) -> Any:
        """None where there is none or it is over; as Django has it, the key is then forgotten."""
        found = _SESSIONS.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found


_SESSIONS = journal.Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)
)


def whose(data: dict[str, Any]) -> tuple[UUID | None, str]:
    """Account and hash of a session with this data; nobody's when signed in in another way."""
    if data.get(BACKEND_SESSION_KEY) not in BACKENDS:
        return None, ""
    return UUID(data[SESSION_KEY]), data.get(HASH_SESSION_KEY, "")


def forget_sessions(at: datetime) -> None:
    """Those that are over, by the wall clock as they are kept."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
