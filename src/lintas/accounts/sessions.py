"""Django's sessions in the database; the question that every page begins with is compiled once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from lintas.journal import public as journal


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        """None where there is none or it is over; as Django has it, the key is then forgotten."""
        found = _SESSIONS.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found


_SESSIONS = journal.Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)
)
