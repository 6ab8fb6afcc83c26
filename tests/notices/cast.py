"""People who are told something, and the worker that delivers it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from math import ceil
from pathlib import Path
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from lintas.accounts.models import Account
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.notices import public as notices
from lintas.notices.commands import keep_own_way
from lintas.notices.models import Notice, Sending, Way
from lintas.notices.tasks import deliver, deliver_by
from tests.fakes.channel import FakeChannel

MAILBOX, PHONE = "contoh@contoh.example", "+6281234567890"
FACTS = {"number": "MTW-26-7K3Q9", "office": "Kantor Contoh", "town": "Contoh"}
TESTS = system("test")


def account_of(at: datetime, email: str | None = MAILBOX, language: str = "id") -> UUID:
    """An account with a mailbox, or with a telephone when there is none."""
    phone = None if email else PHONE
    account = Account.objects.create(email=email, phone=phone, language=language, opened_at=at)
    found: UUID = account.pk
    keep_own_way(account_id=found, at=at)
    return found


def way(account_id: UUID, channel: str, place: int, at: datetime, address: str = PHONE) -> Way:
    """A proven way of an account."""
    return Way.objects.create(
        id=new_id(),
        account_id=account_id,
        channel=channel,
        address=address,
        place=place,
        added_at=at,
        verified_at=at,
    )


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
        actor=TESTS,
        at=at,
        office="mentawai",
    )
    return Notice.objects.get(pk=notice_id)


def sent(notice: Notice, channel: str = "") -> Sending:
    """The newest way a notice took, or the one by this channel."""
    rows = notice.sendings.order_by("made_at", "pk")
    found = rows.filter(channel=channel).get() if channel else rows.last()
    assert found is not None
    return found


def asked() -> list[str]:
    """The sendings a worker was asked to deliver, first asked first."""
    tasks = DBTaskResult.objects.filter(task_path=deliver.module_path).order_by("enqueued_at")
    return [task.args_kwargs["args"][0] for task in tasks]


def work(sending: Sending, *channels: FakeChannel) -> Sending:
    """What a worker does when asked to deliver it, by these channels where they are named."""
    if channels:
        deliver_by(sending.pk, {one.name: one for one in channels}.get)
    else:
        deliver.call(str(sending.pk))
    sending.refresh_from_db()
    return sending


@contextmanager
def clock_at(folder: Path) -> Iterator[object]:
    """Sets the office's clock, to the second and never before; it goes on from there."""
    file = folder / "clock-shift"

    def stand(moment: datetime) -> None:
        clock.use_shift_file(None)
        file.write_text(str(ceil((moment - clock.now()).total_seconds())))
        clock.use_shift_file(file)

    yield stand
    clock.use_shift_file(None)
