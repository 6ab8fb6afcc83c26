"""The daily report: made, kept as it was, signed by a person, traced from a receipt."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from lintas.accounts import demo
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role, system
from lintas.kernel.ids import new_id
from lintas.payments import public as payments
from lintas.payments.errors import RulingNotOpen
from lintas.payments.invariants import check_payments
from lintas.payments.ports import Payment
from lintas.payments.reconciliation_models import Reconciliation
from lintas.payments.reconciling import day_before
from lintas.payments.settlement_list import ListBroken, payments_in
from lintas.payments.settling import settle
from tests import walk
from tests.payments.cast import NTPN, TOTAL, issued, payment

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai")
LIST = "kode_billing,ntpn,ntb,total_disetor,tanggal_bayar\n"


def report(listed: list[Payment], at: datetime) -> Reconciliation:
    pk = payments.reconcile(rail="billing", day=DAY, listed=listed, actor=system("t"), at=at)
    return Reconciliation.objects.get(pk=pk)


def test_every_payment_of_the_day_is_in_one_line(at: datetime) -> None:
    paid, wrong = issued(at), issued(at)
    settle(payment=payment(paid, at), at=at)
    settle(payment=payment(wrong, at, amount=5, ntpn="WRONG"), at=at)
    stray = Payment("999", 7, "1", "STRAY", at)
    listed = [payment(paid, at), payment(wrong, at, amount=5, ntpn="WRONG"), stray]
    made = report(listed, at)
    assert (made.theirs_rupiah, made.ours_rupiah) == (TOTAL + 12, TOTAL + 5)
    assert [line.kind for line in made.lines.order_by("place")] == [
        "fits",
        "wrong-amount",
        "not-here",
    ]
    assert made.differences == 2
    assert list(check_payments()) == []


def test_the_day_is_the_offices(at: datetime) -> None:
    bill = issued(at)
    late = datetime.fromisoformat("2026-11-25T23:59:59+07:00")
    settle(payment=payment(bill, at), at=at)
    assert report([], at).ours_rupiah == TOTAL
    assert day_before(late) == DAY - timedelta(days=1)
    assert day_before(late + timedelta(hours=1, minutes=1)) == DAY


def test_the_same_outcome_is_kept_once_and_another_as_a_new_version(at: datetime) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at), at=at)
    first, again = report([], at), report([], at)
    assert first == again
    second = report([payment(bill, at)], at)
    assert (second.version, second.differences) == (2, 0)
    assert first.lines.get().kind == "not-there"


def test_the_head_signs_the_newest_version_once(at: datetime) -> None:
    old = report([], at)
    new = report([Payment("999", 7, "1", "STRAY", at)], at)
    officer = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
    for pk, actor in [(old.pk, HEAD), (new.pk, officer), (new_id(), HEAD)]:
        with pytest.raises(RulingNotOpen):
            payments.sign_off(report_id=pk, note="", actor=actor, at=at)
    payments.sign_off(report_id=new.pk, note="Dilaporkan ke KPPN", actor=HEAD, at=at)
    with pytest.raises(RulingNotOpen):
        payments.sign_off(report_id=new.pk, note="", actor=HEAD, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reconciliation.objects.filter(pk=new.pk).update(signed_by=None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("a,b\n1,2\n", 1),
        (LIST + "820,N1,1,100,2026-11-25T08:00:00\n", 2),
        (LIST + "820,N1,1,100,2026-11-25T08:00:00+07:00\n820,N2,1,x,2026-11-25\n", 3),
        (LIST + "820,N1\n", 2),
    ],
)
def test_a_list_is_read_whole_or_not_at_all(text: str, line: int) -> None:
    with pytest.raises(ListBroken) as found:
        payments_in(text, "billing")
    assert found.value.line == line


def test_the_commands_say_what_they_found(at: datetime, tmp_path: object) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at), at=at)
    file = tmp_path / "list.csv"
    file.write_text(f"{LIST}{bill.billing_code},{NTPN},1,{TOTAL},{at.isoformat()}\n")
    out = StringIO()
    call_command(
        "reconcile", "--day", str(DAY), "--rail", "billing", "--file", str(file), stdout=out
    )
    assert "0 to explain" in out.getvalue()
    call_command("trace_receipt", NTPN.lower(), stdout=out)
    assert "rule pp-45" in out.getvalue()
    assert "bill:paid" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("trace_receipt", "NOTHING")


@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_pages_make_show_and_sign_a_report(tmp_path: object) -> None:
    at = clock.now()
    demo.seed_staff("mentawai", at)
    bill = issued(at)
    settle(payment=payment(bill, at), at=at)
    head = walk.signed_in_staff("lukas")
    file = tmp_path / "list.csv"
    row = f"{bill.billing_code},{NTPN},1,{TOTAL - 1},{at.isoformat()}"
    file.write_text(f"{LIST}{row}\n")
    given = {"rail": "billing", "day": str(DAY)}
    with file.open("rb") as upload:
        place = head.post("/petugas/uang/rekonsiliasi/", {**given, "list": upload}).url
    page = head.get(place).content.decode()
    assert "NTPN sama, jumlahnya berbeda" in page
    assert NTPN in head.get(place + "?bentuk=csv").content.decode()
    assert head.post(f"{place}tanda/", {"note": "Dilaporkan"}).url == place
    assert "Dilaporkan" in head.get(place).content.decode()
    trace = head.get("/petugas/uang/lacak/", {"ntpn": NTPN}).content.decode()
    assert "bill:paid" in trace
    assert head.post("/petugas/uang/rekonsiliasi/", given).status_code == 422
    assert walk.signed_in_staff("sari").get(place).status_code == 404
    assert Client().get(place).status_code == 302
