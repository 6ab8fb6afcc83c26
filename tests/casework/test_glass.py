"""Opening what is not one's own: allowed with a reason, told, reviewed, seen by its owner."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from lintas.applications.models import Application
from lintas.casework import public as casework
from lintas.casework.errors import NotEligible, OwnReview, ReasonNeeded
from lintas.casework.models import Glass
from lintas.casework.public import Ground
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests.walk import signed_in_staff

pytestmark = pytest.mark.django_db
Staff = dict[str, Actor]
REASON = "Pemohon sakit mendadak di pelabuhan"


def number(case: UUID) -> str:
    return Application.objects.get(pk=case).number


def sensitive(staff: Staff, case: UUID, at: datetime) -> None:
    casework.mark_sensitive(
        case_id=case, reason="Perkara yang disorot", note_id=new_id(), actor=staff["lukas"], at=at
    )


def broken(staff: Staff, who: str, case: UUID, at: datetime, reason: str = REASON) -> Glass:
    casework.break_glass(
        glass_id=new_id(), number=number(case), reason=reason, actor=staff[who], at=at
    )
    return Glass.objects.latest("at")


def test_a_sensitive_case_is_for_its_holders_and_the_head(
    staff: Staff, case: UUID, at: datetime
) -> None:
    from lintas.applications import public as applications

    sensitive(staff, case, at)
    held = applications.held(case)
    assert held is not None
    assert casework.closed_to(staff["markus"], held) == Ground.SENSITIVE
    assert casework.closed_to(staff["rosa"], held) is None
    assert casework.closed_to(staff["lukas"], held) is None
    stranger = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "siberut")
    assert casework.closed_to(stranger, held) == Ground.OTHER_OFFICE


def test_breaking_glass_needs_a_reason_lasts_an_hour_and_is_reviewed_the_next_working_day(
    staff: Staff, case: UUID, at: datetime
) -> None:
    sensitive(staff, case, at)
    with pytest.raises(ReasonNeeded):
        broken(staff, "markus", case, at, reason="perlu")
    glass = broken(staff, "markus", case, at)
    assert casework.open_glass(staff["markus"], case, at + timedelta(minutes=59))
    assert casework.open_glass(staff["markus"], case, at + timedelta(minutes=61)) is None
    assert glass.review_due_on.isoformat() == "2026-11-26"
    assert [g.pk for g in casework.glasses_to_review(staff["lukas"])] == [glass.pk]
    assert casework.glasses_to_review(staff["rosa"]) == []


def test_a_review_is_the_heads_of_others_and_written_once(
    staff: Staff, case: UUID, at: datetime
) -> None:
    sensitive(staff, case, at)
    glass = broken(staff, "markus", case, at)

    def review(actor: Actor) -> None:
        casework.review_glass(
            glass_id=glass.pk, justified=True, text="Keadaan memang darurat", actor=actor, at=at
        )

    with pytest.raises(NotEligible):
        review(staff["rosa"])
    Glass.objects.filter(pk=glass.pk).update(staff=staff["lukas"].id)
    with pytest.raises(OwnReview):
        review(staff["lukas"])
    Glass.objects.filter(pk=glass.pk).update(staff=staff["markus"].id)
    review(staff["lukas"])
    assert casework.glasses_to_review(staff["lukas"]) == []


@pytest.mark.usefixtures("nine_in_the_morning")
def test_on_the_pages_it_is_read_only_and_its_owner_sees_it(
    staff: Staff, case: UUID, at: datetime
) -> None:
    sensitive(staff, case, at)
    officer, here = signed_in_staff("markus"), f"/petugas/berkas/{case}/"
    answer = officer.get(here)
    assert answer.status_code == 302
    assert "/darurat/" in answer.url
    short = officer.post("/petugas/darurat/", {"nomor": number(case), "reason": "perlu"})
    assert short.status_code == 422
    opened = officer.post("/petugas/darurat/", {"nomor": number(case), "reason": REASON})
    assert opened.url == here
    assert officer.get(here).status_code == 200
    returned = officer.post(f"{here}return/", {"item:question:nama": "Salah"})
    assert returned.status_code == 404
    assert officer.post(f"{here}pegang/catat/", {"text": "Catatan dari luar"}).status_code == 404
    kinds = [e.kind for e in journal.entries_of_case(case)]
    assert {"case:glass-broken", "case:opened"} <= set(kinds)
    head = signed_in_staff("lukas")
    assert number(case) in head.get("/petugas/tinjauan/").content.decode()


@pytest.mark.usefixtures("nine_in_the_morning")
def test_a_look_is_recorded_once_an_hour_for_each_and_shown_by_role(
    staff: Staff, case: UUID, at: datetime
) -> None:
    from lintas.applications import queries, timeline

    officer = signed_in_staff("rosa")
    for _ in range(3):
        officer.get(f"/petugas/berkas/{case}/")
    signed_in_staff("lukas").get(f"/petugas/berkas/{case}/")
    application = Application.objects.get(pk=case)
    looks = timeline.looks(queries.service_of(application), journal.entries_of_case(application.pk))
    assert [str(look.who) for look in looks] == ["petugas kantor", "kepala kantor"]
