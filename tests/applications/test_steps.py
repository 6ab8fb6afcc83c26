"""Every status, every action, every role: the table and the database agree."""

from datetime import datetime

import pytest

from lintas.accounts.models import Account
from lintas.applications.entries import Withdrawn
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Answers, Application
from lintas.applications.moves import move
from lintas.applications.rules import STEPS, Action, By, Status, capacities
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role, system
from lintas.kernel.ids import new_id

ACTORS = {
    By.APPLICANT: Actor(ActorKind.PERSON, new_id()),
    By.OFFICER: Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai"),
    By.APPROVER: Actor(ActorKind.STAFF, new_id(), frozenset({Role.APPROVER}), "mentawai"),
    By.HEAD: Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai"),
    By.SYSTEM: system("worker"),
}
POWERLESS = Actor(ActorKind.STAFF, new_id(), frozenset({Role.ADMIN}), "mentawai")


@pytest.fixture
def application(at: datetime) -> Application:
    account = Account.objects.create(email="contoh@contoh.example", opened_at=at)
    made = Application.objects.create(
        id=new_id(),
        number="MTW-26-TESTS",
        salt="",
        office="mentawai",
        service="paspor-penggantian",
        service_version=1,
        account=account,
        status=Status.DRAFT,
        status_since=at,
        created_at=at,
    )
    Answers.objects.create(application=made)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("action", list(Action))
def test_a_step_is_open_where_the_table_says_so_and_nowhere_else(
    application: Application, action: Action, at: datetime
) -> None:
    step = STEPS[action]
    for status in Status:
        for by, actor in ACTORS.items():
            Application.objects.filter(pk=application.pk).update(status=status)
            before = len(journal.entries_about(application.pk))
            may = status in step.sources and by in step.by
            if may:
                move(application, action, Withdrawn(), actor=actor, at=at)
            else:
                with pytest.raises(ActionNotOpen):
                    move(application, action, Withdrawn(), actor=actor, at=at)
            now = Application.objects.get(pk=application.pk).status
            assert now == (step.target if may else status)
            assert len(journal.entries_about(application.pk)) == before + may


def test_an_administrator_takes_no_step() -> None:
    assert capacities(POWERLESS) == frozenset()
