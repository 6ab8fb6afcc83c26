"""People who are told something, and the worker that delivers it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from lintas.accounts.models import Account
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.notices import public as notices
from lintas.notices.models import Notice
from lintas.notices.tasks import deliver

MAILBOX = "contoh@contoh.example"
FACTS = {"number": "MTW-26-7K3Q9", "office": "Kantor Contoh"}


def account_of(at: datetime, email: str | None = MAILBOX, language: str = "id") -> UUID:
    """An account with a mailbox, or with a telephone when there is none."""
    phone = None if email else "+6281234567890"
    account = Account.objects.create(email=email, phone=phone, language=language, opened_at=at)
    found: UUID = account.pk
    return found


def told(
    account_id: UUID,
    at: datetime,
    template: str = "ready",
    facts: Mapping[str, str] = FACTS,
    notice_id: UUID | None = None,
    case: UUID | None = None,
) -> Notice:
    notice_id = notice_id or new_id()
    notices.notify(
        notice_id=notice_id,
        account_id=account_id,
        template=template,
        facts=facts,
        case=case,
        actor=system("test"),
        at=at,
        office="mentawai",
    )
    return Notice.objects.get(pk=notice_id)


def asked() -> list[str]:
    """The notices a worker was asked to deliver, first asked first."""
    tasks = DBTaskResult.objects.filter(task_path=deliver.module_path).order_by("enqueued_at")
    return [task.args_kwargs["args"][0] for task in tasks]


def work(notice: Notice) -> Notice:
    """What a worker does when asked to deliver it."""
    deliver.call(str(notice.pk))
    notice.refresh_from_db()
    return notice
