"""A pressing promise wakes whoever has the case in hand first; the head later, or for nobody."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lintas.applications.models import Application
from lintas.casework import public as casework
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.promises import public as promises
from tests import walk

pytestmark = pytest.mark.django_db
Staff = dict[str, Actor]


def held(case: UUID, *, reviewer: Actor | None = None, decider: Actor | None = None) -> None:
    Application.objects.filter(pk=case).update(
        reviewed_by=reviewer.id if reviewer else None, decider=decider.id if decider else None
    )


def promised(case: UUID, at: datetime, days: int = 8) -> None:
    promises.begin(
        subject=case, case=case, office="mentawai", service="paspor-penggantian",
        kind="application", days=days, rule="waktu-paspor", actor=system("tests"), at=at,
    )  # fmt: skip


def warned(template: str, at: datetime) -> set[str]:
    promises.watch_promises(at)
    walk.work()
    return set(Notice.objects.filter(template=template).values_list("account__username", flat=True))


def test_who_has_it_hears_first_and_the_head_the_day_before(
    staff: Staff, case: UUID, at: datetime
) -> None:
    held(case, reviewer=staff["rosa"], decider=staff["yohana"])
    promised(case, at)
    assert warned("promise-pressing", at + timedelta(days=8)) == {"yohana"}
    assert warned("promise-urgent", at + timedelta(days=9)) == {"yohana", "lukas"}
    assert warned("promise-late", at + timedelta(days=13)) == {"yohana", "lukas"}


def test_before_anybody_decides_it_is_the_reviewers(staff: Staff, case: UUID, at: datetime) -> None:
    held(case, reviewer=staff["rosa"])
    promised(case, at)
    assert warned("promise-pressing", at + timedelta(days=8)) == {"rosa"}


def test_the_deputy_of_who_is_away(staff: Staff, case: UUID, at: datetime) -> None:
    held(case, reviewer=staff["rosa"])
    casework.note_absence(
        absence_id=new_id(), starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 4),
        deputy=staff["markus"].id, actor=staff["rosa"], at=at,
    )  # fmt: skip
    promised(case, at)
    assert warned("promise-pressing", at + timedelta(days=8)) == {"markus"}


def test_what_nobody_has_wakes_those_who_could_take_it(
    staff: Staff, case: UUID, at: datetime
) -> None:
    held(case)
    promised(case, at)
    assert warned("promise-pressing", at + timedelta(days=8)) == {"rosa", "markus"}


def test_where_nobody_could_take_it_the_head_hears_at_once(
    staff: Staff, case: UUID, at: datetime
) -> None:
    held(case)
    for who in ("rosa", "markus"):
        casework.note_absence(
            absence_id=new_id(), starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 4),
            deputy=None, actor=staff[who], at=at,
        )  # fmt: skip
    promised(case, at)
    assert warned("promise-pressing", at + timedelta(days=8)) == {"lukas"}


def test_an_objection_never_wakes_those_it_is_about(staff: Staff, case: UUID, at: datetime) -> None:
    held(case, reviewer=staff["rosa"], decider=staff["yohana"])
    promises.begin(
        subject=new_id(), case=case, office="mentawai", service="paspor-penggantian",
        kind="appeal", days=8, rule="keberatan", actor=system("tests"), at=at,
    )  # fmt: skip
    assert warned("promise-pressing", at + timedelta(days=8)) == {"lukas"}


def test_a_claim_about_the_case_is_anybodys_who_could_look_at_it(
    staff: Staff, case: UUID, at: datetime
) -> None:
    held(case, reviewer=staff["rosa"], decider=staff["yohana"])
    promises.begin(
        subject=new_id(), case=case, office="mentawai", service="paspor-penggantian",
        kind="refund", days=8, rule="pengembalian", actor=system("tests"), at=at,
    )  # fmt: skip
    assert warned("promise-pressing", at + timedelta(days=8)) == {"rosa", "markus"}
