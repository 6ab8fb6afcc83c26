"""Publishing what the folders say."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from lintas.catalogue.definition import Service
from lintas.catalogue.entries import ServicePublished
from lintas.catalogue.guide import GUIDE, Guide
from lintas.catalogue.models import ServiceVersion
from lintas.catalogue.office_misfits import office_problems
from lintas.catalogue.paper_guides import PAPER_GUIDES, PaperGuides
from lintas.catalogue.problems import CannotBeRead, Problem, line_of, lines_of, read
from lintas.catalogue.rules import PREDICATES
from lintas.catalogue.tables import table_problems
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


@dataclass(frozen=True)
class Published:
    slug: str
    version: int
    new: bool


@cache
def _service(path: Path, source: str) -> Service:
    """The same text is read once a process. Raises: CannotBeRead."""
    return read(path, Service, source)


def check_folder(folder: Path, rules: frozenset[str] | None = None) -> list[Problem]:
    """Every problem of every service in a folder; `rules` are the rule ids that exist."""
    problems: list[Problem] = []
    paths = sorted(folder.glob("*/service.toml"))
    if not paths:
        problems.append(Problem(folder, 1, "services", "has no <slug>/service.toml: add one"))
    sound: dict[str, Service] = {}
    for path in paths:
        try:
            service = sound[path.parent.name] = _service(path, path.read_text())
        except CannotBeRead as trouble:
            problems += trouble.problems
        else:
            problems += _misfits(path, service, rules)
    if len(sound) == len(paths):
        problems += _shared_misfits(folder / GUIDE, Guide, "the guide", sound)
        problems += _shared_misfits(folder / PAPER_GUIDES, PaperGuides, "the papers", sound)
    return [*problems, *table_problems(folder, rules)]


def check_offices(
    folder: Path, offices: Path, rules: frozenset[str] | None = None
) -> list[Problem]:
    """What does not fit between the offices and the services that can be read."""
    sound: dict[str, Service] = {}
    for path in sorted(folder.glob("*/service.toml")):
        with suppress(CannotBeRead):  # said by check_folder
            sound[path.parent.name] = _service(path, path.read_text())
    return office_problems(offices, sound, rules)


def _shared_misfits(
    path: Path, model: type[Guide | PaperGuides], name: str, services: dict[str, Service]
) -> list[Problem]:
    """What is wrong in a file that all services share; an office need not have one."""
    if not path.exists():
        return []
    try:
        found = read(path, model)
    except CannotBeRead as trouble:
        return trouble.problems
    return [Problem(path, 1, name, say) for say in found.misfits(services)]


def _misfits(path: Path, service: Service, rules: frozenset[str] | None) -> list[Problem]:
    found = lines_of(path.read_text())
    problems = []
    if service.id != path.parent.name:
        say = f"is {service.id!r} but the folder is {path.parent.name!r}: make them equal"
        problems.append(Problem(path, line_of(found, ("id",)), "id", say))
    for name in service.may_apply:
        if name not in PREDICATES:
            say = f"names {name!r}, which is none of: {', '.join(sorted(PREDICATES))}"
            problems.append(Problem(path, line_of(found, ("may_apply",)), "may_apply", say))
    named = [
        *((("fees", n, "rule"), fee.rule) for n, fee in enumerate(service.fees)),
        *((("checks", n, "rule"), check.rule) for n, check in enumerate(service.checks)),
        *(
            (("refusal_reasons", n, "rule"), reason.rule)
            for n, reason in enumerate(service.refusal_reasons)
        ),
        (("promise", "rule"), service.promise.rule),
        *((("warnings", n, "rule"), one.rule) for n, one in enumerate(service.warnings)),
        *(
            ((name, "rule"), part.rule)
            for name in ("collection", "passport_lasts", "without_gap")
            if (part := getattr(service, name)) is not None
        ),
        *([(("proof", "rule"), service.proof.rule)] if service.proof else []),
    ]
    for where, rule in named:
        if rules is not None and rule not in rules:
            key = ".".join(str(part) for part in where)
            say = f"names the rule {rule!r}: describe it in docs/rules/"
            problems.append(Problem(path, line_of(found, where), key, say))
    return problems


@transaction.atomic
def publish_folder(*, folder: Path, actor: Actor, at: datetime) -> list[Published]:
    """Publish each service whose version is new; a published version never changes.

    Raises: CannotBeRead, also when a text changed under a version that was published.
    """
    problems = check_folder(folder)
    if problems:
        raise CannotBeRead(problems)
    return [_publish(path, actor, at) for path in sorted(folder.glob("*/service.toml"))]


def _publish(path: Path, actor: Actor, at: datetime) -> Published:
    source = path.read_text()
    service = _service(path, source)
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    row, new = ServiceVersion.objects.get_or_create(
        slug=service.id,
        version=service.version,
        defaults={
            "valid_from": service.valid_from,
            "sha256": sha256,
            "source": source,
            "published_at": at,
        },
    )
    if row.sha256 != sha256:
        say = f"{service.version} is published already and never changes: raise it by one"
        line = line_of(lines_of(source), ("version",))
        raise CannotBeRead([Problem(path, line, "version", say)])
    if new:
        journal.record(
            ServicePublished(slug=service.id, version=service.version, sha256=sha256),
            subject=uuid5(NAMESPACE_URL, f"lintas:service:{service.id}"),
            actor=actor,
            office="",
            at=at,
        )
    return Published(service.id, service.version, new)
