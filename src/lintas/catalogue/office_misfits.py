"""What does not fit between an office and the services it gives places for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lintas.catalogue.definition import Service
from lintas.catalogue.office import Office
from lintas.catalogue.problems import CannotBeRead, Location, Problem, line_of, lines_of, read
from lintas.catalogue.shares import Quota

Misfit = tuple[Location, str]


def office_problems(
    folder: Path, services: Mapping[str, Service], rules: frozenset[str] | None
) -> list[Problem]:
    """Of each office in a folder; a quota of a service that is not among these is left alone."""
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/office.toml")):
        try:
            office = read(path, Office)
        except CannotBeRead as trouble:
            problems += trouble.problems
            continue
        found = lines_of(path.read_text())
        for where, say in _misfits(office, services, rules):
            key = ".".join(str(part) for part in where)
            problems.append(Problem(path, line_of(found, where), key, say))
    return problems


def _misfits(
    office: Office, services: Mapping[str, Service], rules: frozenset[str] | None
) -> Iterator[Misfit]:
    served = {letter for counter in office.counters for letter in counter.queues}
    for nth, quota in enumerate(office.quota):
        visit = services[quota.service].visit if quota.service in services else None
        if visit is not None and visit.queue not in served:
            say = (
                f"waits in queue {visit.queue!r}: name a counter that serves it, or no place opens"
            )
            yield ("quota", nth, "service"), say
        if not _flows_well(quota, services):
            say = "flows to a service of another queue or with longer visits: name another"
            yield ("quota", nth, "flow"), say
    for nth, share in enumerate(office.shares):
        if rules is not None and share.rule not in rules:
            say = f"names the rule {share.rule!r}: describe it in docs/rules/"
            yield ("shares", nth, "rule"), say
    kept = office.travel.village
    if rules is not None and kept is not None and kept.rule not in rules:
        say = f"names the rule {kept.rule!r}: describe it in docs/rules/"
        yield ("travel", "village", "rule"), say


def _flows_well(quota: Quota, services: Mapping[str, Service]) -> bool:
    if quota.flow is None or not {quota.service, quota.flow.service} <= services.keys():
        return True
    mine, theirs = services[quota.service].visit, services[quota.flow.service].visit
    if mine is None or theirs is None:
        return False
    return mine.queue == theirs.queue and theirs.minutes <= mine.minutes
