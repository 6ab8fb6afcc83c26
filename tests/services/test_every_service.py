"""Every service of the office, walked from its page to the hand-over by its own definition."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.catalogue import public as catalogue
from lintas.catalogue.definition import Service
from lintas.kernel import clock
from lintas.payments.models import Bill
from tests import walk
from tests.answers import answers_for, as_kept, each_choice

SLUGS = sorted(p.parent.name for p in settings.SERVICES_FOLDER.glob("*/service.toml"))
COUNTERS = {"A": "loket-2", "B": "loket-3"}
TODAY = date(2026, 11, 25)


def defined(slug: str) -> Service:
    file = settings.SERVICES_FOLDER / slug / "service.toml"
    return Service.model_validate(tomllib.loads(file.read_text()))


def way(slug: str) -> tuple[object, ...]:
    """What decides which commands a request of this service goes through."""
    service = defined(slug)
    plan = catalogue.office("mentawai").release_of(slug).plan
    visit = service.visit.queue if service.visit else ""
    made = (service.outcome.kind, service.outcome.made, service.outcome.online)
    more = (service.proof, service.collection, service.without_gap, service.passport_lasts)
    return (plan, visit, *made, bool(service.fees), *(one is not None for one in more))


def walked() -> list[object]:
    """All on SQLite; on PostgreSQL one of each way, for what differs then is the files alone."""
    first = {way(slug): slug for slug in reversed(SLUGS)}.values()
    return [s if s in first else pytest.param(s, marks=pytest.mark.on_sqlite) for s in SLUGS]


def kept(service: Service, answers: dict[str, str]) -> dict[str, str]:
    return {q.id: as_kept(q, answers[q.id]) for q in service.questions}


def a_time_for(person: Client, application: Application, clock_file: Path) -> str:
    """Chosen from the calendar, or won in a draw; gives the ticket's label."""
    if catalogue.office("mentawai").release_of(application.service).plan == "draw":
        return walk.drawn(person, application, clock_file)
    return walk.booked(person, application)


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.parametrize("slug", walked())
def test_a_request_walks_to_the_hand_over(slug: str, tmp_path: Path) -> None:
    service = catalogue.service(slug)
    answers = answers_for(service, TODAY)
    demo.seed_staff("mentawai", clock.now())
    person = Client()
    for root in ("", "/en"):
        assert person.get(f"{root}/layanan/{slug}/").status_code == 200
    papers = [p.id for p in service.papers_for(kept(service, answers)) if p.required]
    application = walk.filled_draft(person, slug, answers, papers)
    walk.sent(person, application)
    due = service.total_on(TODAY, kept(service, answers))
    if due:
        bill = Bill.objects.get(case=application.pk)
        assert bill.total_rupiah == due
        assert walk.pay(bill, clock.now()) == 200
        walk.work()
    label = ""
    if service.visit is not None:
        assert walk.status_of(application) == "paid"
        label = a_time_for(person, application, tmp_path / "clock-shift")
    officer, approver = walk.signed_in_staff("rosa"), walk.signed_in_staff("yohana")
    if service.visit is not None:
        walk.interviewed(application, officer, label, COUNTERS[service.visit.queue])
    else:
        walk.reviewed(application, officer, approver)
    walk.handed_over(application, officer, approver)
    ended = "Hasil dikirim" if service.outcome.online else "Dokumen diserahkan"
    assert ended in person.get(f"/permohonan/{application.pk}/").content.decode()
    proof = person.get(f"/permohonan/{application.pk}/tanda-terima/")
    assert proof.status_code == (200 if service.proof else 404)
    walk.all_is_well()


@pytest.mark.parametrize("slug", SLUGS)
def test_each_choice_leads_to_papers_and_one_price(slug: str) -> None:
    """No choice opens a page without questions, a fee that nobody owes twice, or no paper."""
    service = defined(slug)
    papers_seen, fees_seen = set(), set()
    for answers in each_choice(service, TODAY):
        given = kept(service, answers)
        assert service.papers_for(given)
        due = service.fees_on(TODAY, given)
        assert len({fee.code for fee in due}) == len(due)
        papers_seen |= {paper.id for paper in service.papers_for(given)}
        fees_seen |= {fee.code for fee in due}
    in_force = {fee.code for fee in service.fees if fee.in_force(TODAY)}
    assert in_force - fees_seen == set(), "no single choice leads to this fee"
    assert {p.id for p in service.papers} - papers_seen == set(), "no choice asks for this paper"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_service_asks_for_one_name_and_is_served_by_a_counter(slug: str) -> None:
    service = defined(slug)
    assert service.main_name is not None
    office = catalogue.office("mentawai")
    if service.visit is None:
        assert office.quota_of(slug) == 0
        return
    assert office.quota_of(slug) > 0
    assert any(service.visit.queue in counter.queues for counter in office.counters)
