"""Requests of a demonstration: each goes its way by the real commands, as far as it has come.

Their days lie behind the demonstration's clock, so that there is something to decide.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from lintas.accounts import public as accounts
from lintas.applications import commands as requests
from lintas.applications import public as applications
from lintas.applications import visit_commands as visits
from lintas.applications.public import Application
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.answers import as_rows
from lintas.catalogue.public import Office, Service
from lintas.demo_papers import drawn
from lintas.journal.demo import follow
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.payments import demo as payments_demo
from lintas.queue import public as queue

AWAY = re.compile(r"([+-]\d+) days")
FILE = settings.ROOT / "src" / "lintas" / "demo_requests.toml"
SENT_AT, VISIT_AT = time(9, 10), time(10, 0)
DAYS_BEFORE_THE_VISIT = 2
COUNTER_OFFICERS = {"A": ("markus", "loket-2"), "B": ("rosa", "loket-3")}
MAKERS = "markus"


class Wanted(BaseModel):
    """One request of the demonstration's list."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    service: str
    contact: str
    language: str = "id"
    stage: Literal["draft", "paid", "reviewed", "approved", "ready"]
    days: int = Field(ge=1)
    papers_name: str = ""
    recorded: bool = False
    answers: dict[str, str | list[dict[str, str]]]


def wanted() -> list[Wanted]:
    return [Wanted.model_validate(row) for row in tomllib.loads(FILE.read_text())["requests"]]


class NotADemonstration(Exception):
    """Made-up requests exist in a demonstration only (LINTAS_DEMO=1)."""


def seed_requests(office_id: str, at: datetime) -> None:
    """Once for a database, and never while somebody sits at a counter.

    Raises: NotADemonstration.
    """
    if not settings.DEMO:
        raise NotADemonstration
    office = catalogue.office(office_id)
    busy = any(queue.at_counter(office.id, counter.id) for counter in office.counters)
    if busy or Application.objects.exists():
        return
    for one in wanted():
        Walk(one, office, at).go()


def staff(office: str, username: str) -> Actor:
    member = next(m for m in accounts.staff_of(office) if m.username == username)
    return Actor(ActorKind.STAFF, member.id, member.roles, office, member.name)


def approver_of(application: Application, office: str) -> Actor:
    """Whoever was drawn to decide."""
    fresh = Application.objects.get(pk=application.pk)
    members = accounts.staff_of(office)
    found = next((m for m in members if m.id == fresh.decider), None)
    chosen = found or next(m for m in members if Role.APPROVER in m.roles)
    return staff(office, chosen.username)


def kept(answers: Mapping[str, str | list[dict[str, str]]], today: date) -> dict[str, str]:
    """As the form would keep them; a day like "+15 days" is counted from today."""
    found = {q: as_rows(a) if isinstance(a, list) else a for q, a in answers.items()}
    for question, text in found.items():
        away = AWAY.fullmatch(text)
        if away:
            found[question] = (today + timedelta(days=int(away.group(1)))).isoformat()
    return found


class Walk:
    """One request and where it stands in time."""

    def __init__(self, one: Wanted, office: Office, now: datetime) -> None:
        self.one, self.office, self.now = one, office, now
        self.service: Service = catalogue.service(one.service)
        self.visit_on = self._working_day_before(office.today(now), one.days)
        before = DAYS_BEFORE_THE_VISIT if self.service.visit and one.stage != "paid" else 0
        sent_on = self._working_day_before(self.visit_on, before)
        self.at = office.moment(sent_on, SENT_AT)
        account = accounts.account_at(typed=one.contact, language=one.language, at=self.at)
        self.person = Actor(ActorKind.PERSON, account)
        self.answers = kept(one.answers, office.today(now))

    def _working_day_before(self, day: date, working_days: int) -> date:
        while working_days:
            day -= timedelta(days=1)
            working_days -= self.office.calendar.next_on_or_after(day) == day
        return day

    def go(self) -> None:
        if self.one.stage == "draft":
            self._filled()
            return
        application = self.paid()
        if self.one.stage == "paid":
            return
        self._reviewed(application)
        if self.one.stage in {"approved", "ready"}:
            self._decided(self._again(application))

    def paid(self) -> Application:
        """Filled in, sent and paid for."""
        application = self._filled()
        applications.submit(
            application=application, bill_id=new_id(), actor=self.person, at=self.later(3)
        )
        follow(self.now)
        payments_demo.pay(application.pk, self.later(20))
        follow(self.now)
        return self._again(application)

    def later(self, minutes: float) -> datetime:
        self.at += timedelta(minutes=minutes)
        return self.at

    def _again(self, application: Application) -> Application:
        return Application.objects.select_related("answers").get(pk=application.pk)

    def _filled(self) -> Application:
        application = applications.start_draft(
            application_id=new_id(),
            service=self.service,
            office=self.office.id,
            language=self.one.language,
            actor=self.person,
            at=self.at,
        )
        requests.write_down(
            application=application, values=self.answers, actor=self.person, at=self.later(6)
        )
        for paper in self.service.papers_for(self.answers):
            if paper.required:
                requests.store_paper(
                    application=application,
                    paper=paper.id,
                    name=f"{paper.id}.jpg",
                    content=drawn(str(paper.title), self._written()),
                    actor=self.person,
                    at=self.later(1),
                )
        return self._again(application)

    def _written(self) -> list[str]:
        answers = self.answers
        name = self.one.papers_name or answers.get("nama-tamu") or answers.get("nama", "")
        shown = ("nik", "nomor-kk", "nomor-paspor-lama", "nomor-paspor", "tanggal-lahir")
        return [name.upper(), *(answers[q] for q in shown if q in answers)]

    def _reviewed(self, application: Application) -> None:
        if self.service.visit is None:
            return
        username, counter = COUNTER_OFFICERS[self.service.visit.queue]
        officer = staff(self.office.id, username)
        self._booked(application)
        visit_at = self.office.moment(self.visit_on, VISIT_AT)
        ticket = queue.ticket_of(application.pk)
        booking = appointments.booking_of(application.pk)
        if ticket is None or booking is None:
            return
        self.at = max(visit_at, booking.starts_at)
        what: dict[str, Any] = {"ticket_id": ticket.id, "actor": officer}
        visits.record_arrival(application=self._again(application), at=self.at, **what)
        queue.call_next(office=self.office.id, counter=counter, actor=officer, at=self.later(2))
        visits.start_interview(application=self._again(application), at=self.later(1), **what)
        if self.one.recorded:
            self._on_record(self._again(application), officer)
        visits.finish_interview(application=self._again(application), at=self.later(9), **what)
        follow(self.now)

    def _booked(self, application: Application) -> None:
        appointments.prepare_slots(self.at)
        slots = appointments.open_slots(
            self.office.id,
            self.service.id,
            self.visit_on,
            self.office.moment(self.visit_on, time.min),
        )
        self.take(application, slots[min(len(slots) - 1, 3)].id)

    def take(self, application: Application, slot: UUID) -> None:
        """Choose this time."""
        visits.book_visit(
            application=application,
            slot_id=slot,
            booking_id=new_id(),
            ticket_id=new_id(),
            actor=self.person,
            at=self.later(15),
        )
        follow(self.now)

    def come(self, application: Application, at: datetime) -> None:
        """Check in for the time that was chosen."""
        ticket = queue.ticket_of(application.pk)
        if ticket is None:
            return
        officer = staff(self.office.id, COUNTER_OFFICERS[ticket.letter][0])
        fresh = self._again(application)
        visits.record_arrival(application=fresh, ticket_id=ticket.id, actor=officer, at=at)
        follow(self.now)

    def _on_record(self, application: Application, officer: Actor) -> None:
        asked = catalogue.question_set(self.service.id)
        if asked is None:
            return
        applications.take_notes(
            application=application,
            notes={question.id: "Dijawab lancar. (contoh)" for question in asked.questions},
            consent="ya",
            who="",
            relation="",
            actor=officer,
            at=self.later(3),
        )
        applications.confirm_record(
            application=application,
            how="paper",
            signed_as=self.answers["nama"],
            actor=officer,
            at=self.later(3),
        )

    def _decided(self, application: Application) -> None:
        approver = approver_of(application, self.office.id)
        applications.approve(application=application, text="", actor=approver, at=self.later(60))
        if self.one.stage != "ready":
            return
        maker = staff(self.office.id, MAKERS)
        for step in (applications.start_production, applications.mark_ready):
            step(application=self._again(application), actor=maker, at=self.later(30))
        follow(self.now)
