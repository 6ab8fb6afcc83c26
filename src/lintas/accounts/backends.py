"""Whose session it is: a question of every page, compiled once."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend

from lintas.accounts.models import Account
from lintas.journal import public as journal


class AccountBackend(ModelBackend):
    """Django's own, but for how it finds whose session it is."""

    def get_user(self, user_id: UUID) -> Any:
        found = _ACCOUNTS.first(user_id)
        return found if found is not None and self.user_can_authenticate(found) else None


_ACCOUNTS = journal.Prepared(lambda pk: Account.objects.filter(pk=pk))
