"""An emergency opening is told to the head at once, and each working day its review is late."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from lintas.accounts.models import StaffRole
from lintas.applications.models import Application
from lintas.casework import public as casework
from lintas.casework.models import Glass
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from tests import walk
from tests.threads import at_once

pytestmark = pytest.mark.django_db
Staff = dict[str, Actor]


def broken(staff: Staff, who: str, case: UUID, at: datetime) -> Glass:
    """On a Wednesday; its review is due on Thursday."""
    casework.mark_sensitive(
        case_id=case, reason="Perkara yang disorot", note_id=new_id(), actor=staff["lukas"], at=at
    )
    number = Application.objects.get(pk=case).number
    casework.break_glass(
        glass_id=new_id(), number=number, reason="Pemohon sakit mendadak di pelabuhan",
        actor=staff[who], at=at,
    )  # fmt: skip
    return Glass.objects.get()


def told(template: str) -> list[str]:
    walk.work()
    rows = Notice.objects.filter(template=template).order_by("made_at")
    return list(rows.values_list("account__username", flat=True))


def test_the_head_is_told_at_once_and_the_applicant_not(
    staff: Staff, case: UUID, at: datetime
) -> None:
    broken(staff, "markus", case, at)
    assert told("glass-broken") == ["lukas"]
    assert not Notice.objects.filter(case=case).exists()
    assert not Notice.objects.filter(account__username="pemohon").exists()


def test_each_working_day_it_is_late_the_head_hears_again(
    staff: Staff, case: UUID, at: datetime
) -> None:
    glass = broken(staff, "markus", case, at)
    heard = []
    for day in range(7):  # Wednesday to Tuesday
        for _ in range(2):
            casework.watch_glasses(at + timedelta(days=day, hours=8))
        heard.append(len(told("glass-overdue")))
    assert heard == [0, 0, 1, 1, 1, 2, 3], "Friday, Monday, Tuesday; not on the day it is due"
    casework.review_glass(
        glass_id=glass.pk, justified=True, text="Keadaan memang darurat", actor=staff["lukas"],
        at=at + timedelta(days=6),
    )  # fmt: skip
    casework.watch_glasses(at + timedelta(days=7))
    assert len(told("glass-overdue")) == 3
    missed = [e for e in journal.entries_of_case(case) if e.kind == "case:glass-review-missed"]
    assert [e.data.on.isoformat() for e in missed] == ["2026-11-27", "2026-11-30", "2026-12-01"]


def test_a_word_that_comes_too_late_is_not_said(staff: Staff, case: UUID, at: datetime) -> None:
    glass = broken(staff, "markus", case, at)
    casework.watch_glasses(at + timedelta(days=2))
    casework.review_glass(
        glass_id=glass.pk, justified=False, text="Bukan keadaan darurat", actor=staff["lukas"],
        at=at + timedelta(days=2),
    )  # fmt: skip
    assert told("glass-overdue") == []


def test_whoever_opened_it_is_not_the_one_who_hears(staff: Staff, case: UUID, at: datetime) -> None:
    glass = broken(staff, "markus", case, at)
    Glass.objects.filter(pk=glass.pk).update(staff=staff["lukas"].id)
    casework.watch_glasses(at + timedelta(days=2))
    assert told("glass-overdue") == ["sari"], "no other head: the administrator names one"
    StaffRole.objects.create(account_id=staff["yohana"].id, role="head", office="mentawai")
    casework.watch_glasses(at + timedelta(days=5))
    assert told("glass-overdue") == ["sari", "yohana"]


@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_heads_first_page_says_what_is_late(staff: Staff, case: UUID, at: datetime) -> None:
    glass = broken(staff, "markus", case, at)
    head = walk.signed_in_staff("lukas")
    assert "lewat batas" not in head.get("/petugas/").content.decode()
    Glass.objects.filter(pk=glass.pk).update(review_due_on="2026-11-24")
    assert "1 lewat batas" in head.get("/petugas/").content.decode()
    assert "lewat batas" in head.get("/petugas/tinjauan/").content.decode()
    assert "lewat batas" not in walk.signed_in_staff("rosa").get("/petugas/").content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_reminds(staff: Staff, case: UUID, at: datetime) -> None:
    broken(staff, "markus", case, at)
    at_once(6, lambda _n: casework.watch_glasses(at + timedelta(days=2)))
    kinds = [e.kind for e in journal.entries_of_case(case)]
    assert kinds.count("case:glass-review-missed") == 1
