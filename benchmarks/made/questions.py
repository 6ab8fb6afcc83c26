"""What officers ask of the list of cases, another question for each number."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from benchmarks.made.cases import TEN_YEARS
from benchmarks.made.measuring import ASKED, Ask
from benchmarks.made.names import FAMILY, GIVEN, slip
from lintas.applications.models import Answers, Application, Mark
from lintas.applications.public import CaseFilters, Due, Scope, Sort, Status, cases_page
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor, ActorKind, Role

STATUSES = [s.value for s in Status if s != Status.DRAFT]
COMMON = [*GIVEN[:24], *FAMILY[:24]]


class Questions:
    def __init__(self, count: int, staff: list[str], at: datetime) -> None:
        self.at, self.count, self.chance = at, count, random.Random(1)
        self.services = [s.id for s in catalogue.services()]
        self.hands = [
            Actor(ActorKind.STAFF, UUID(pk), frozenset({Role.OFFICER}), "mentawai") for pk in staff
        ]
        ids = [
            UUID(f"{self.chance.randrange(1, count + 1):012x}00000001000000000000")
            for _ in range(ASKED + 1)
        ]
        names, cases = Answers.objects.in_bulk(ids), Application.objects.in_bulk(ids)
        self.names = [names[one].name for one in ids]
        self.numbers = [cases[one].number for one in ids]
        marks: dict[UUID, list[str]] = {}
        for answers, value in Mark.objects.filter(answers__in=ids).values_list("answers", "value"):
            marks.setdefault(answers, []).append(value)
        self.marks = [sorted(marks[one]) for one in ids]  # phone, NIK, e-mail, passport
        self.following = self._places(CaseFilters())

    def ask(self, filters: CaseFilters, nth: int = 0, after: str = "") -> object:
        hand = self.hands[nth % len(self.hands)]
        return cases_page(hand, filters, after=after, at=self.at)

    def _places(self, filters: CaseFilters) -> list[str]:
        """The places after which the next pages begin."""
        found, after = [], ""
        for _ in range(ASKED + 1):
            page = cases_page(self.hands[0], filters, after=after, at=self.at)
            after = page.following or after
            found.append(after)
        return found

    def any_filters(self, nth: int) -> CaseFilters:
        """Whatever the page lets somebody put together."""
        of = random.Random(nth)
        day = (self.at - timedelta(days=of.randrange(3650))).date()
        since, until = of.choice([(None, None), (day, None), (None, day), (day, day)])
        return CaseFilters(
            scope=of.choice(list(Scope)),
            status=of.choice(["", *STATUSES]),
            service=of.choice(["", *self.services]),
            due=of.choice([Due.ANY, Due.ANY, *Due]),
            holder=of.choice([None, None, None, *self.hands]) and of.choice(self.hands).id,
            since=since,
            until=until,
            sort=of.choice(list(Sort)),
        )

    def far(self, filters: CaseFilters, nth: int) -> str:
        """A place anywhere in the ten years."""
        back = self.at - timedelta(minutes=random.Random(nth).randrange(TEN_YEARS))
        field = {Sort.CHANGED: "status_since", Sort.ARRIVED: "arrived", Sort.DUE: "due_on"}
        value = back.date() if filters.order == Sort.DUE else back
        return f"{field[filters.order]}~{value.isoformat()}~{'f' * 32}"

    def lists(self) -> dict[str, Ask]:
        def month(nth: int) -> CaseFilters:
            day = (self.at - timedelta(days=3600 * nth / ASKED)).date()
            return CaseFilters(since=day - timedelta(days=30), until=day)

        by: dict[str, Callable[[int], CaseFilters]] = {
            "status": lambda n: CaseFilters(status=STATUSES[n % len(STATUSES)]),
            "mine": lambda n: CaseFilters(scope=Scope.MINE),
            "unassigned": lambda n: CaseFilters(scope=Scope.UNASSIGNED),
            "late": lambda n: CaseFilters(due=list(Due)[1 + n % 3], sort=list(Sort)[n % 3]),
            "service": lambda n: CaseFilters(
                service=self.services[n % len(self.services)],
                status=["", *STATUSES][n % (len(STATUSES) + 1)],
            ),
            "month": month,
            "holder": lambda n: CaseFilters(
                holder=self.hands[n % len(self.hands)].id, sort=list(Sort)[n % 3]
            ),
            "by-due": lambda n: CaseFilters(sort=Sort.DUE, scope=list(Scope)[n % 4]),
            "any": self.any_filters,
        }
        far_all, any_of = CaseFilters(), self.any_filters
        return {
            "first": lambda n: self.ask(CaseFilters(), n),
            **{name: self._asking(filters) for name, filters in by.items()},
            "next": lambda n: self.ask(far_all, after=self.following[n]),
            "far": lambda n: self.ask(far_all, after=self.far(far_all, n)),
            "any-far": lambda n: self.ask(any_of(n), n, self.far(any_of(n), n)),
        }

    def _asking(self, filters: Callable[[int], CaseFilters]) -> Ask:
        return lambda n: self.ask(filters(n), n)

    def searches(self) -> dict[str, Ask]:
        """By what is exact: the limit of a list holds."""
        return {
            "number": self._typed(lambda n: self.numbers[n]),
            "nik": self._typed(lambda n: self.marks[n][1]),
            "passport": self._typed(lambda n: self.marks[n][3]),
            "phone": self._typed(lambda n: f"0{self.marks[n][0][3:]}"),
            "agency": self._typed(lambda n: f"0812 0000 00{1 + n % 20:02d}"),
        }

    def names_sought(self) -> dict[str, Ask]:
        def swapped(nth: int) -> str:
            return " ".join(reversed(self.names[nth].split()))

        def mistyped(nth: int) -> str:
            words, place = self.names[nth].split(), nth % 2
            place = min(place, len(words) - 1)
            words[place] = slip(self.chance, words[place])
            return " ".join(words)

        def narrowed(nth: int) -> object:
            filters = replace(self.any_filters(nth), text=COMMON[nth % len(COMMON)])
            return self.ask(filters, nth)

        def pair(nth: int) -> str:
            return f"{COMMON[nth % 48]} {COMMON[(nth * 7 + 5) % 47]}"

        return {
            "name": self._typed(lambda n: self.names[n]),
            "typo": self._typed(mistyped),
            "swapped": self._typed(swapped),
            "common": self._typed(lambda n: COMMON[n % len(COMMON)]),
            "common-typo": self._typed(lambda n: slip(self.chance, COMMON[n % len(COMMON)])),
            "two-common": self._typed(pair),
            "begun": self._typed(lambda n: self.names[n][: 2 + n % 3]),
            "nobody": self._typed(lambda n: f"{self.names[n]} zzyxqw{'xzq'[n % 3]}"),
            "name-filter": narrowed,
        }

    def _typed(self, text: Callable[[int], str]) -> Ask:
        return lambda n: self.ask(CaseFilters(text=text(n)), n)
