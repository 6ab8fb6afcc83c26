"""Nobody gets a document without being seen for who they are."""

from dataclasses import replace
from datetime import datetime

import pytest

from lintas.applications.errors import (
    CodeOfAnother,
    CollectorUnknown,
    DocumentOfAnother,
    IdentityOfAnother,
    IdentityUnchecked,
    PapersNotSeen,
)
from lintas.applications.handover_commands import hand_over
from lintas.applications.handover_models import HandOver, MadeDocument
from lintas.applications.handover_rules import Given, masked_name, masked_number
from lintas.applications.models import Application
from lintas.applications.public import Status, tell_applicant
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from tests import make

pytestmark = pytest.mark.django_db
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
NIK = "1309080503909001"


@pytest.fixture
def ready(at: datetime) -> Application:
    owner = make.account("somebody", at)
    (one,) = make.applications(1, at, of=owner.pk, status=Status.READY)
    one.answers.data = {"nik": NIK}
    one.answers.save()
    MadeDocument.objects.create(
        application=one, number="X1234567", made_at=at, waits_from=at.date()
    )
    return Application.objects.select_related("answers").get(pk=one.pk)


@pytest.fixture
def given(ready: Application) -> Given:
    return Given(
        code=ready.number,
        document_number="x 1234567",
        collector="owner",
        name="",
        identity="ktp",
        identity_number="1309 0805 0390 9001",
        seen=frozenset({"identity"}),
        agrees=True,
    )


FAMILY = {"collector": "family", "name": "Martha Contoh", "identity_number": "1309084503909002"}
PROXY = FAMILY | {"collector": "proxy"}


@pytest.mark.parametrize(
    ("wrong", "situation"),
    [
        ({"code": "MTW-26-22222"}, CodeOfAnother),
        ({"code": ""}, CodeOfAnother),
        ({"document_number": ""}, DocumentOfAnother),
        ({"document_number": "X7654321"}, DocumentOfAnother),
        ({"collector": "neighbour"}, CollectorUnknown),
        ({"identity": "library-card"}, CollectorUnknown),
        ({"agrees": False}, IdentityUnchecked),
        ({"identity_number": ""}, IdentityUnchecked),
        ({"identity_number": "1309084503909002"}, IdentityOfAnother),
        ({"seen": frozenset()}, PapersNotSeen),
        (FAMILY | {"seen": frozenset({"identity", "payment-proof"})}, PapersNotSeen),
        (PROXY | {"seen": frozenset({"identity", "payment-proof"})}, PapersNotSeen),
        (FAMILY | {"name": " "}, CollectorUnknown),
    ],
)
def test_it_is_refused_and_nothing_changes(
    ready: Application,
    given: Given,
    at: datetime,
    wrong: dict[str, object],
    situation: type[Refused],
) -> None:
    with pytest.raises(situation):
        hand_over(application=ready, given=replace(given, **wrong), actor=OFFICER, at=at)  # type: ignore[arg-type]
    assert Application.objects.get().status == Status.READY
    assert not HandOver.objects.exists()


def test_the_owner_takes_it_once(ready: Application, given: Given, at: datetime) -> None:
    hand_over(application=ready, given=given, actor=OFFICER, at=at)
    with pytest.raises(Refused):
        hand_over(application=ready, given=given, actor=OFFICER, at=at)
    kept = HandOver.objects.get()
    assert (kept.collector, kept.number_masked) == ("owner", "••••9001")
    assert NIK not in str(vars(kept))


@pytest.mark.parametrize(
    ("more", "seen", "says"),
    [
        (FAMILY, {"identity", "family-card", "payment-proof"}, "Kartu Keluarga"),
        (PROXY, {"identity", "power-of-attorney", "payment-proof"}, "surat kuasa"),
    ],
)
def test_another_takes_it_on_its_ground_and_the_owner_is_told(
    ready: Application,
    given: Given,
    at: datetime,
    more: dict[str, str],
    seen: set[str],
    says: str,
) -> None:
    by = replace(given, seen=frozenset(seen), **more)  # type: ignore[arg-type]
    hand_over(application=ready, given=by, actor=OFFICER, at=at)
    kept = HandOver.objects.get()
    assert (kept.name_masked, kept.number_masked) == ("M•••• C••••", "••••9002")
    (entry,) = [e for e in journal.entries_about(ready.pk) if e.kind == "application:collected"]
    assert entry.rule == "paspor-diambil-orang-lain"
    assert set(entry.data.papers) == seen
    tell_applicant(entry)
    notice = Notice.objects.get()
    assert notice.template == "collected-by-another"
    assert says in notice.body


def test_what_is_kept_is_masked() -> None:
    assert masked_name("Ma'ruf  bin Contoh") == "M•••• b•••• C••••"
    assert masked_number("1234") == "••••"
    assert masked_number("X 1234567") == "••••4567"
