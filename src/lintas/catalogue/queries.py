"""Reading services, offices and places."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from lintas.catalogue.answers import Answers
from lintas.catalogue.definition import Paper, Service
from lintas.catalogue.guide import GUIDE, Guide
from lintas.catalogue.halls import hall_of, home_id, place_id
from lintas.catalogue.likeness import LEAST_LIKENESS, likeness
from lintas.catalogue.models import ServiceVersion
from lintas.catalogue.office import Office
from lintas.catalogue.paper_guides import PAPER_GUIDES, PaperGuide, PaperGuides, shown_for
from lintas.catalogue.problems import read
from lintas.catalogue.refund_table import RefundTable
from lintas.catalogue.rules import PREDICATES
from lintas.catalogue.tables import (
    APPEALS,
    INTERVIEWS,
    LETTERS,
    PARTIES,
    PROMISES,
    REFUNDS,
    WAIVERS,
    AppealRule,
    AppealTable,
    InterviewTable,
    LetterTable,
    LetterTemplate,
    Parents,
    PartyTable,
    PromiseTable,
    QuestionSet,
    WaiverGround,
    WaiverTable,
)
from lintas.catalogue.words import Words
from lintas.kernel import clock
from lintas.kernel.text import bare


class ServiceUnknown(LookupError):
    """No published service has this name and version."""


class OfficeUnknown(LookupError):
    """No folder under offices/ has this name."""


@cache
def _parsed(sha256: str, source: str) -> Service:
    return read(Path("service.toml"), Service, source)


@cache
def _version(slug: str, version: int) -> Service:
    """A published version never changes, so it is read from the database once a process."""
    row = ServiceVersion.objects.filter(slug=slug, version=version).first()
    if row is None:
        raise ServiceUnknown(slug)
    return _parsed(row.sha256, row.source)


def service(slug: str, version: int | None = None, on: date | None = None) -> Service:
    """A published version, or the newest one in force on a day (today).

    Raises: ServiceUnknown.  Cost: one query at most.
    """
    if version is not None:
        return _version(slug, version)
    found = [s for s in services(on) if s.id == slug]
    if not found:
        raise ServiceUnknown(slug)
    return found[0]


def services(on: date | None = None) -> tuple[Service, ...]:
    """The newest version in force of each service, today at the office. Cost: one query."""
    day = on or office(settings.OFFICE).today(clock.now())
    newest: dict[str, int] = {}
    rows = ServiceVersion.objects.filter(valid_from__lte=day).order_by("version")
    for slug, number in rows.values_list("slug", "version"):
        newest[slug] = number
    found = [_version(slug, number) for slug, number in newest.items()]
    return tuple(sorted(found, key=lambda s: (s.family != "paspor", s.family, s.title.id)))


def forget_versions() -> None:
    """For tests that publish other services: read the database anew."""
    _version.cache_clear()


def may_apply(service: Service, answers: Answers, on: date) -> tuple[object, ...]:
    """The sentences why these answers do not fit the service; empty when they do."""
    return tuple(
        sentence
        for holds, sentence in (PREDICATES[name] for name in service.may_apply)
        if not holds(answers, on)
    )


@cache
def office(slug: str) -> Office:
    """An office, or the hall of one of its outreach places. Raises: OfficeUnknown, CannotBeRead."""
    if place_id(slug):
        found = office(home_id(slug))
        place = found.travel.place(place_id(slug))
        if place is None:
            raise OfficeUnknown(slug)
        return hall_of(found, place)
    path: Path = settings.OFFICES_FOLDER / slug / "office.toml"
    if not path.exists():
        raise OfficeUnknown(slug)
    return read(path, Office)


@cache
def offices() -> tuple[Office, ...]:
    folder: Path = settings.OFFICES_FOLDER
    return tuple(office(path.parent.name) for path in sorted(folder.glob("*/office.toml")))


@cache
def guide() -> Guide | None:
    """Which service do I need? None where an office has written no guide."""
    path: Path = settings.SERVICES_FOLDER / GUIDE
    return read(path, Guide) if path.exists() else None


@cache
def _paper_guides() -> PaperGuides | None:
    path: Path = settings.SERVICES_FOLDER / PAPER_GUIDES
    return read(path, PaperGuides) if path.exists() else None


def guides_for(paper: Paper) -> tuple[tuple[Words, PaperGuide], ...]:
    """What is described of a paper, or of each of its alternatives, with the title of each."""
    described = _paper_guides()
    if described is None:
        return ()
    titles = {one.id: one.title for one in paper.any_of} or {paper.id: paper.title}
    found = [(titles[one], described.of(one)) for one in shown_for(paper)]
    return tuple((title, guide) for title, guide in found if guide is not None)


@cache
def promise_table() -> PromiseTable:
    """Lawful pauses of a promise, and grounds of a delay. Raises: CannotBeRead."""
    path: Path = settings.SERVICES_FOLDER / PROMISES
    return read(path, PromiseTable) if path.exists() else PromiseTable()


@cache
def question_set(service: str) -> QuestionSet | None:
    """What an officer asks about a service; None where the office has no table."""
    path: Path = settings.SERVICES_FOLDER / INTERVIEWS
    return read(path, InterviewTable).set_for(service) if path.exists() else None


@cache
def letter_template(kind: str) -> LetterTemplate | None:
    path: Path = settings.SERVICES_FOLDER / LETTERS
    return read(path, LetterTable).template(kind) if path.exists() else None


@cache
def appeal_rule(service: str) -> AppealRule | None:
    """How an objection about a service runs; None where the office has no table."""
    path: Path = settings.SERVICES_FOLDER / APPEALS
    return read(path, AppealTable).rule_for(service) if path.exists() else None


@cache
def waiver_grounds(service: str) -> tuple[WaiverGround, ...]:
    """On which grounds a fee of this service is set aside, or somebody goes first."""
    path: Path = settings.SERVICES_FOLDER / WAIVERS
    return read(path, WaiverTable).grounds_for(service) if path.exists() else ()


@cache
def refund_table() -> RefundTable | None:
    """Which money can be claimed back; None where the office has no table."""
    path: Path = settings.SERVICES_FOLDER / REFUNDS
    return read(path, RefundTable) if path.exists() else None


@cache
def _party_table() -> PartyTable:
    path: Path = settings.SERVICES_FOLDER / PARTIES
    return read(path, PartyTable) if path.exists() else PartyTable()


def has_guarantor(service: Service) -> bool:
    """Whether somebody answers for the applicant of this service."""
    found = _party_table().guarantor
    return found is not None and any(paper.id in found.papers for paper in service.papers)


def parents_apply(service: str) -> Parents | None:
    """Where a parent or guardian is who applies, for a child."""
    return _party_table().parents_for(service)


def search(text: str, among: tuple[Service, ...]) -> list[Service]:
    """Services that fit a search, best first: pasport, antrian and Tuapeijat are understood."""
    if not bare(text):
        return list(among)
    scored = [
        (max(likeness(text, t) for t in (s.title.id, s.title.en, s.summary.id, *s.aliases)), s)
        for s in among
    ]
    fitting = [(score, s) for score, s in scored if score >= LEAST_LIKENESS]
    return [s for _score, s in sorted(fitting, key=lambda pair: -pair[0])]
