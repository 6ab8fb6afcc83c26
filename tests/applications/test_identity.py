"""A place belongs to one person: name and number do not change after a booking."""

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications.case_commands import return_for_correction
from lintas.applications.commands import save_page
from lintas.applications.errors import ActionNotOpen, AnswerUnfit, NameBound, ReasonNeeded
from lintas.applications.identity_commands import correct_identity
from lintas.applications.models import Answers, Application, Correction, Mark
from lintas.applications.visit_commands import book_visit
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.payments.models import Bill
from tests import walk
from tests.applications.test_walk import sent
from tests.applications.visits import fresh, here, paid, person, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
TYPED = {"nik": "1309080503909001", "nama": "Contoh Pertama", "tujuan": "wisata"}


def booked() -> tuple[Client, Actor, Application]:
    client, actor = person()
    one = paid(actor)[0]
    Answers.objects.filter(pk=one.pk).update(data=TYPED, name="Contoh Pertama")
    book_visit(
        application=fresh(one.pk), slot_id=slot(here("08:30")).pk, booking_id=new_id(),
        ticket_id=new_id(), actor=actor, at=clock.now(),
    )  # fmt: skip
    return client, actor, fresh(one.pk)


def returned(one: Application, *items: str) -> Application:
    """However it came to that: these were asked for and stand open."""
    at = clock.now()
    Application.objects.filter(pk=one.pk).update(status="returned", status_since=at)
    for item in items:
        Correction.objects.create(
            id=new_id(), application=one, item=item, text="Contoh", asked_at=at,
            asked_by=OFFICER.id,
        )  # fmt: skip
    return fresh(one.pk)


def test_a_correction_that_was_asked_for_does_not_open_name_and_number() -> None:
    client, actor, one = booked()
    one = returned(one, "question:nama", "question:nik", "question:tujuan")
    values = {"nama": "Contoh Pembeli", "nik": "1309084503959002", "tujuan": "umrah"}
    save_page(application=one, page="identitas", values=values, actor=actor, at=clock.now())
    kept = fresh(one.pk).answers
    assert kept.data == {**TYPED, "tujuan": "umrah"}
    assert kept.name == "Contoh Pertama"
    client.post(f"/permohonan/{one.pk}/isi/identitas/", walk.form_of(values))
    assert fresh(one.pk).answers.data["nama"] == "Contoh Pertama"


@pytest.mark.parametrize("status", ["paid", "visit-booked", "arrived", "in-interview"])
def test_nothing_is_written_in_any_other_way(status: str) -> None:
    _client, actor, one = booked()
    Application.objects.filter(pk=one.pk).update(status=status)
    with pytest.raises(ActionNotOpen):
        save_page(
            application=fresh(one.pk), page="identitas", values={"nama": "Contoh Pembeli"},
            actor=actor, at=clock.now(),
        )  # fmt: skip
    assert fresh(one.pk).answers.data == TYPED


def test_the_office_is_told_so_when_it_asks_for_that_correction() -> None:
    demo.seed_staff("mentawai", clock.now())
    person = Client()
    application = sent(person)
    walk.pay(Bill.objects.get(case=application.pk), clock.now())
    walk.work()
    label = walk.booked(person, application)
    officer = walk.signed_in_staff("rosa")
    walk.interviewed(application, officer, label)
    case = f"/petugas/berkas/{application.pk}/"
    page = officer.get(case).content.decode()
    assert 'name="item:question:nama"' not in page
    assert 'name="item:question:tujuan"' in page
    refused = officer.post(f"{case}return/", {"item:question:nama": "Seperti di KTP"})
    assert refused.status_code == 422
    assert "nama dan nomor identitas tidak dapat diubah pemohon" in refused.content.decode()
    given = {"question": "nama", "value": "Ma'ruf Contoh", "reason": "Salah ketik, sesuai KTP"}
    assert officer.post(f"{case}identitas/", given).status_code == 302
    now = Application.objects.select_related("answers").get(pk=application.pk)
    assert now.answers.data["nama"] == now.answers.name == "Ma'ruf Contoh"
    assert now.answers.name_folded.endswith("contoh"), "found by the name as it is now"
    assert "dibetulkan petugas" in person.get(f"/permohonan/{application.pk}/").content.decode()
    found = [
        e for e in journal.entries_of_case(application.pk)
        if e.kind == "application:identity-corrected"
    ]  # fmt: skip
    assert [(e.data.question, e.rule, e.actor_kind) for e in found] == [
        ("nama", "nama-terikat-tempat", "staff")
    ]
    assert "ruf" not in repr(found), "no name in the journal"
    row = Correction.objects.get(pk=found[0].data.correction)
    assert (row.value_before, row.text) == ("Ma'ruf", "Salah ketik, sesuai KTP")


def test_an_officer_corrects_with_a_reason_and_what_was_asked_is_done() -> None:
    _client, actor, one = booked()
    one = returned(one, "question:nik")

    def correct(value: str, reason: str, by: Actor = OFFICER, question: str = "nik") -> object:
        return correct_identity(
            application=one, question=question, value=value, reason=reason, actor=by,
            at=clock.now(),
        )  # fmt: skip

    with pytest.raises(ReasonNeeded):
        correct("1309084503959002", " ")
    with pytest.raises(AnswerUnfit):
        correct("13090", "Salah ketik")
    with pytest.raises(ActionNotOpen):
        correct("1309084503959002", "Salah ketik", actor)
    with pytest.raises(ActionNotOpen):
        correct("umrah", "Salah ketik", OFFICER, "tujuan")
    elsewhere = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "padang")
    with pytest.raises(ActionNotOpen):
        correct("1309084503959002", "Salah ketik", elsewhere)
    correct("1309 0845 0395 9002", "Salah ketik")
    assert fresh(one.pk).answers.data["nik"] == "1309084503959002"
    assert Mark.objects.filter(answers=one.pk, value="1309084503959002").exists(), "found by it"
    assert not Correction.objects.filter(application=one, done_at=None).exists()


def test_a_correction_of_a_bound_name_cannot_be_asked_for() -> None:
    _client, _actor, one = booked()
    with pytest.raises(NameBound):
        return_for_correction(
            application=one, items={"question:nama": "Seperti di KTP"}, actor=OFFICER,
            at=clock.now(),
        )  # fmt: skip
