"""The clock of a request: which step starts, stops and ends it, and who hears of it."""

from datetime import date, datetime, timedelta

import pytest

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications import public as applications
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.promise_lines import promise_lines
from lintas.applications.promises import begin_promise, count_on
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.notices.models import Notice
from lintas.promises import public as promises
from tests import make, walk

pytestmark = pytest.mark.django_db


def staff(username: str) -> Actor:
    account = Account.objects.get(username=username)
    roles = frozenset(Role(row.role) for row in account.roles.all())
    return Actor(ActorKind.STAFF, account.pk, roles, "mentawai", account.name)


@pytest.fixture
def case(at: datetime) -> Application:
    """Under review since a Wednesday morning, its clock of four working days begun then."""
    demo.seed_staff("mentawai", at)
    owner = make.account("somebody", at)
    (one,) = make.applications(1, at, of=owner.pk)
    one.refresh_from_db()
    due_on = begin_promise(one, "approval", staff("yohana"), at)
    Application.objects.filter(pk=one.pk).update(
        due_on=due_on, reviewed_by=staff("rosa").id, decider=staff("yohana").id
    )
    one.refresh_from_db()
    return one


def fresh(application: Application) -> Application:
    return Application.objects.select_related("answers").get(pk=application.pk)


def told(application: Application) -> dict[str, str]:
    """Template to text of what the applicant was told."""
    walk.work()
    rows = Notice.objects.filter(account_id=application.account_id)
    return {row.template: row.body for row in rows}


def nagged(template: str) -> set[str]:
    walk.work()
    return set(Notice.objects.filter(template=template).values_list("account__username", flat=True))


def test_a_return_stops_the_clock_and_the_corrections_start_it_again(
    case: Application, at: datetime
) -> None:
    applications.return_for_correction(
        application=case, items={"question:telepon": "tidak tersambung"}, actor=staff("rosa"), at=at
    )
    with pytest.raises(ActionNotOpen):
        applications.resume_promise(application=fresh(case), actor=staff("rosa"), at=at)
    owner = Actor(ActorKind.PERSON, case.account_id)
    count_on(fresh(case), owner, at + timedelta(days=5))
    assert fresh(case).due_on == date(2026, 12, 4)
    assert "promise-paused" not in told(case), "of the return itself they know"
    assert "4 Desember 2026" in told(case)["promise-resumed"]


def test_an_officer_cannot_pretend_that_something_was_returned(
    case: Application, at: datetime
) -> None:
    with pytest.raises(ActionNotOpen):
        applications.pause_promise(
            application=case, reason=applications.RETURNED, actor=staff("rosa"), at=at
        )


def test_the_person_hears_why_and_until_when(case: Application, at: datetime) -> None:
    applications.pause_promise(
        application=case, reason="menunggu-instansi", actor=staff("rosa"), at=at
    )
    assert "instansi lain" in told(case)["promise-paused"]
    applications.resume_promise(
        application=fresh(case), actor=staff("rosa"), at=at + timedelta(days=1)
    )
    applications.declare_delay(
        application=fresh(case),
        reason="bahan-belum-tiba",
        announced_on=date(2026, 12, 8),
        actor=staff("lukas"),
        at=at + timedelta(days=2),
    )
    assert fresh(case).due_on == date(2026, 12, 8)
    text = told(case)["promise-delayed"]
    assert "belum tiba di pulau" in text
    assert "8 Desember 2026" in text


def test_the_office_hears_before_the_person(case: Application, at: datetime) -> None:
    promises.watch_promises(at + timedelta(days=5))
    assert nagged("promise-urgent") == {"yohana", "lukas"}
    assert told(case) == {}
    promises.watch_promises(at + timedelta(days=7))
    assert nagged("promise-late") == {"yohana", "lukas"}
    assert "Maaf" in told(case)["promise-broken"]


def test_the_status_page_says_what_stands_still_and_what_is_late(
    case: Application, at: datetime
) -> None:
    applications.pause_promise(
        application=case, reason="menunggu-instansi", actor=staff("rosa"), at=at
    )
    lines = promise_lines(case, at + timedelta(days=2))
    assert lines is not None
    assert lines.standing is not None
    assert lines.if_resumed_on == date(2026, 12, 3)
    assert not lines.standing.confirmed, "no source gives the lawful pauses"
