"""Rows for tests that need many, made by the commands and marked as they would be."""

from datetime import datetime
from uuid import UUID

from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.applications.public import Status, start_draft
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id

TESTS = system("tests")


def account(name: str, at: datetime) -> Account:
    """The same name again gives the account that is there."""
    found, _ = Account.objects.get_or_create(
        username=name, defaults={"id": new_id(), "opened_at": at}
    )
    return found


def applications(
    count: int, at: datetime, *, of: UUID, status: Status = Status.UNDER_REVIEW
) -> list[Application]:
    """Requests that stand somewhere, without the way there."""
    service = catalogue.service("paspor-penggantian")
    made = []
    for nth in range(count):
        one = start_draft(
            application_id=new_id(),
            service=service,
            office="mentawai",
            language="id",
            actor=TESTS,
            at=at,
        )
        one.answers.name, one.answers.name_folded = f"Contoh {nth}", f"contoh {nth}"
        one.answers.save()
        Application.objects.filter(pk=one.pk).update(status=status, account_id=of)
        made.append(one)
    return made
