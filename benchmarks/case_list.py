"""Milliseconds until the desk's list of cases answers, with a million applications on PostgreSQL.

The list's own questions (`cases_page`): first page, filters, next pages near and far, a NIK, names
with slips of the pen; the 95th of a hundred of each, in the database and as pages through the site;
then the same with a hundred thousand on SQLite. Every question of a kind is another one, nothing
is kept between them but what the databases keep themselves. LINTAS_CASES sets how many on
PostgreSQL (1,000,000, made in a few minutes; 10,000,000 needs some 20 GB), LINTAS_CASES_SQLITE how
many on SQLite (100,000; 0 leaves it out).
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from tools import postgres

CASES = int(os.environ.get("LINTAS_CASES", "1000000"))
CASES_SQLITE = int(os.environ.get("LINTAS_CASES_SQLITE", "100000"))
ROUNDS = 100
DATABASE, PAGE, NAME = 20.0, 50.0, 100.0
GOALS_MS = {
    "first": DATABASE, "status": DATABASE, "mine": DATABASE, "unassigned": DATABASE,
    "late": DATABASE, "service": DATABASE, "month": DATABASE, "holder": DATABASE,
    "by-due": DATABASE, "next": DATABASE, "far": DATABASE, "nik": DATABASE,
    "name": NAME, "typo": NAME, "swapped": NAME, "common": NAME, "page": PAGE,
    "page-filter": PAGE, "page-next": PAGE,
}  # fmt: skip
GIVEN = """
sari budi markus yohana lukas rosa martinus agus dewi eko siti ahmad maruf muhammad
nurul rina joko suharto yusuf paulus petrus maria agustina elisabet fransiskus
andreas hendra wahyu indah putri rizki dian fitri bambang slamet tri wayan made ketut
nyoman
""".split()
FAMILY = """
sakeletuk saogo sababalat samaloisa siritoitet sabelau salolosit tatubeket sakerebau
samangilailai sikaraja saleleubaja satoko siregar nasution tanjung chaniago santoso
wijaya hidayat kurniawan setiawan saputra lestari rahayu
""".split()
BEGIN = """
a ba bu da di fe ga ha i ja ka ki la ma mu na ni o pa ra sa su ta u wa ya
""".split()
MIDDLE = """
ba bi da go hi ja la li lo ma mi na ra ri ro sa si ta ti wa
""".split()
END = """
di ga ka la man na ni no rga ri san ta ti to wan ya
""".split()
SLIPS = {"maruf": "makruf", "suharto": "soeharto", "yusuf": "joesoef", "joko": "djoko"}


def vocabulary() -> list[str]:
    """A few words many bear and thousands that few do, as names are. The same each time."""
    rare = [b + m + e for b in BEGIN for m in MIDDLE for e in END]
    return [*GIVEN, *FAMILY, *rare]


class Made:
    """The data of one database, made by its own SQL; n is the number of a case."""

    def __init__(self, vendor: str, count: int) -> None:
        self.count, self.postgres = count, vendor == "postgresql"
        self.words = len(GIVEN), len(FAMILY), len(vocabulary())

    def chance(self, salt: int, below: int) -> str:
        """A number that looks drawn and is the same each time; of n and a salt."""
        mixed = f"((n * 2654435761 + {salt * 40503}) % 4294967291)"
        return f"(({mixed} * 48271 % 2147483647) % {below})"

    def uuid(self, prefix: int, n: str = "n") -> str:
        """Ids that grow with n, as ours grow with time."""
        if self.postgres:
            return f"lpad(to_hex({n}), 12, '0') || '{prefix:08x}' || '000000000000'"
        return f"printf('%012x', {n}) || '{prefix:08x}' || '000000000000'"

    def ago(self, expression: str, unit: str) -> str:
        if self.postgres:
            return f"now() - ({expression}) * interval '1 {unit}'"
        return f"datetime('now', '-' || ({expression}) || ' {unit}s')"

    def day(self, expression: str) -> str:
        if self.postgres:
            return f"current_date + ({expression})::int"
        return f"date('now', ({expression}) || ' days')"

    @property
    def numbers(self) -> str:
        if self.postgres:
            return f"(SELECT generate_series(1, {self.count}::bigint) AS n) AS numbers"
        return (
            "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
            f"WHERE n < {self.count}) SELECT n FROM c)"
        )

    def id(self, prefix: int = 1) -> str:
        return f"({self.uuid(prefix)})::uuid" if self.postgres else self.uuid(prefix)

    def statements(
        self, owner: str, staff: list[str], services: list[tuple[str, int]]
    ) -> list[str]:
        given, family, words = self.words
        status = self._pick(
            ["under-review", "ready", "returned", "visit-booked", "approved", "refused", "lapsed"],
            f"CASE WHEN {self.chance(1, 100)} < 8 THEN {self.chance(2, 7)} ELSE 99 END",
            "collected",
        )
        holder = self._pick(staff, self.chance(3, len(staff)), staff[0])
        service = self._pick([s for s, _ in services], f"{self.chance(4, 40)}", services[0][0])
        version = self._pick(
            [str(v) for _, v in services], f"{self.chance(4, 40)}", str(services[0][1])
        )
        cast = "::uuid" if self.postgres else ""
        drawn = f"CASE WHEN {self.chance(5, 10)} = 0 THEN NULL ELSE ({holder}){cast} END"
        minutes = f"{self.count} - n"
        apply = f"""
INSERT INTO applications_application (id, number, salt, door, on_paper, office, service,
  service_version, account_id, language, status, status_since, created_at, submitted_at,
  due_on, warned_after, decider, reviewed_by)
SELECT {self.id()}, 'MTW-26-' || n, '', {self.id()}, false, 'mentawai', {service},
  CAST({version} AS integer),
  '{owner}', 'id', {status}, {self.ago(minutes, "minute")}, {self.ago(minutes, "minute")},
  {self.ago(minutes, "minute")}, {self.day(f"{self.chance(6, 60)} - 30")}, 0, {drawn}, NULL
FROM {self.numbers}"""
        first = self._either(7, f"1 + {self.chance(8, given)}", f"1 + {self.chance(9, words)}")
        common = f"{given} + 1 + {self.chance(11, family)}"
        second = self._either(10, common, f"1 + {self.chance(12, words)}")
        named = f"""
CREATE TEMPORARY TABLE named AS SELECT {self.id()} AS id, n, {first} AS a, {second} AS b
FROM {self.numbers}"""
        answers = """
INSERT INTO applications_answers (application_id, data, name, name_folded)
SELECT named.id, '{}', one.word || ' ' || two.word, one.word || ' ' || two.word FROM named
JOIN applications_nameword one ON one.id = a JOIN applications_nameword two ON two.id = b"""
        bearers = [
            "INSERT INTO applications_namebearer (word_id, answers_id) SELECT a, id FROM named",
            "INSERT INTO applications_namebearer (word_id, answers_id) "
            "SELECT b, id FROM named WHERE a <> b",
        ]
        nik = "lpad(n::text, 12, '0')" if self.postgres else "printf('%012d', n)"
        marks = (
            "INSERT INTO applications_mark (value, answers_id) "
            f"SELECT '1309' || {nik}, id FROM named"
        )
        return [apply, named, answers, *bearers, marks, "DROP TABLE named", "ANALYZE"]

    def _either(self, salt: int, one: str, other: str) -> str:
        return f"CASE WHEN {self.chance(salt, 2)} = 0 THEN {one} ELSE {other} END"

    def _pick(self, values: list[str], index: str, otherwise: str) -> str:
        whens = " ".join(f"WHEN {n} THEN '{value}'" for n, value in enumerate(values))
        return f"CASE {index} {whens} ELSE '{otherwise}' END"


def fill(count: int) -> list[str]:
    """Gives the ids of the staff that hold cases."""
    from django.db import connection

    from lintas.accounts import demo
    from lintas.accounts.models import Account
    from lintas.applications.models import NameWord
    from lintas.applications.names import sound_of
    from lintas.catalogue import public as catalogue
    from lintas.kernel import clock

    demo.seed_staff("mentawai", clock.now())
    owner = Account.objects.create(username="bench", opened_at=clock.now())
    staff = list(Account.objects.filter(roles__office="mentawai").values_list("pk", flat=True))
    NameWord.objects.bulk_create(
        NameWord(id=nth, word=word, sound=sound_of(word))
        for nth, word in enumerate(vocabulary(), 1)
    )
    services = [(s.id, s.version) for s in catalogue.services()]
    flat = (lambda pk: str(pk)) if connection.vendor == "postgresql" else (lambda pk: pk.hex)
    made = Made(connection.vendor, count)
    with connection.cursor() as cursor:
        for line in made.statements(flat(owner.pk), [flat(s) for s in staff], services):
            cursor.execute(line)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
    return [str(pk) for pk in staff]


def percentile(run: Callable[[int], object]) -> float:
    """Unit: milliseconds, the 95th of a hundred after a warm-up."""
    run(ROUNDS)
    found = []
    for nth in range(ROUNDS):
        began = time.perf_counter()
        run(nth)
        found.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(found, n=20)[-1]


def in_database(run: Callable[[int], object]) -> float:
    """The same, counting only what the database took to answer, all its questions together."""
    from django.db import connection

    spent = [0.0]

    def timed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[0] += (time.perf_counter() - began) * 1000

    found = []
    with connection.execute_wrapper(timed):
        for nth in [ROUNDS, *range(ROUNDS)]:
            spent[0] = 0.0
            run(nth)
            found.append(spent[0])
    return statistics.quantiles(found[1:], n=20)[-1]


def slip(chance: random.Random, word: str) -> str:
    """As somebody mistypes: the old spelling, a letter twice, one wrong, two swapped."""
    if word in SLIPS:
        return SLIPS[word]
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return word[:place] + word[place] + word[place:]
    if kind == 1:
        return word[:place] + chance.choice("aeiou") + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def measured(count: int, staff: list[str]) -> dict[str, float]:
    from django.test import Client

    from lintas.applications.models import Answers
    from lintas.applications.public import CaseFilters, Due, Scope, Sort, cases_page
    from lintas.catalogue import public as catalogue
    from lintas.kernel import clock
    from lintas.kernel.actor import Actor, ActorKind, Role
    from tests.walk import signed_in_staff

    at, chance = clock.now(), random.Random(1)
    services = [s.id for s in catalogue.services()]
    hands = [
        Actor(ActorKind.STAFF, id=UUID(pk), office="mentawai",
              roles=frozenset({Role.OFFICER}))
        for pk in staff
    ]  # fmt: skip
    me = hands[0]
    ids = [
        f"{chance.randrange(1, count + 1):012x}" + f"{1:08x}" + "0" * 12 for _ in range(ROUNDS + 1)
    ]
    names = [Answers.objects.get(pk=one).name for one in ids]

    def ask(of: Actor = me, after: str = "", **narrowed: object) -> object:
        return cases_page(of, CaseFilters(**narrowed), after=after, at=at)  # type: ignore[arg-type]

    def swapped(nth: int) -> str:
        return " ".join(reversed(names[nth].split()))

    def mistyped(nth: int) -> str:
        words = names[nth].split()
        place = nth % 2
        words[place] = slip(chance, words[place]) if len(words[place]) > 3 else words[place]
        return " ".join(words)

    def pages_from(filters: CaseFilters) -> list[str]:
        """The places after which the next ROUNDS pages begin."""
        found, after = [], ""
        for _ in range(ROUNDS + 1):
            after = cases_page(me, filters, after=after, at=at).following or after
            found.append(after)
        return found

    def far(nth: int) -> str:
        back = timedelta(minutes=(count - 1) * (nth + 1) / (ROUNDS + 3))
        return f"status_since~{(at - back).isoformat()}~{'f' * 32}"

    following = pages_from(CaseFilters())
    desk: Client = signed_in_staff("rosa")
    statuses = ["under-review", "returned", "refused", "lapsed", "ready"]
    commons = [*GIVEN, *FAMILY]
    month = timedelta(days=30)
    sent = [(at - timedelta(minutes=count * n / (ROUNDS + 2))).date() for n in range(ROUNDS + 1)]
    asked: dict[str, Callable[[int], object]] = {
        "first": lambda n: ask(hands[n % len(hands)]),
        "status": lambda n: ask(status=statuses[n % 5]),
        "mine": lambda n: ask(hands[n % len(hands)], scope=Scope.MINE),
        "unassigned": lambda n: ask(hands[n % len(hands)], scope=Scope.UNASSIGNED),
        "late": lambda n: ask(due=list(Due)[1 + n % 3], sort=list(Sort)[n % 2]),
        "service": lambda n: ask(
            service=services[n % len(services)], status=["", *statuses][n % 6]
        ),
        "month": lambda n: ask(since=sent[n] - month, until=sent[n], sort=Sort.ARRIVED),
        "holder": lambda n: ask(holder=hands[n % len(hands)].id, sort=list(Sort)[n % 3]),
        "by-due": lambda n: ask(sort=Sort.DUE, scope=list(Scope)[n % 4]),
        "next": lambda n: ask(after=following[n]),
        "far": lambda n: ask(after=far(n)),
        "nik": lambda n: ask(text=f"1309{chance.randrange(1, count):012}"),
        "name": lambda n: ask(text=names[n]),
        "typo": lambda n: ask(text=mistyped(n)),
        "swapped": lambda n: ask(text=swapped(n)),
        "common": lambda n: ask(text=commons[n % len(commons)]),
    }
    pages: dict[str, Callable[[int], object]] = {
        "page": lambda n: desk.get("/petugas/berkas/"),
        "page-filter": lambda n: desk.get(
            "/petugas/berkas/", {"status": statuses[n % 5], "urut": list(Sort)[n % 3]}
        ),
        "page-next": lambda n: desk.get("/petugas/berkas/", {"sesudah": following[n]}),
    }
    whole = [name for name, goal in GOALS_MS.items() if goal == NAME]
    measure = {name: percentile if name in whole else in_database for name in asked}
    return {
        **{name: measure[name](run) for name, run in asked.items()},
        **{name: percentile(run) for name, run in pages.items()},
    }


def inside(count: int) -> int:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("services", "publish", verbosity=0)
    began = time.perf_counter()
    staff = fill(count)
    print(
        f"{count} applications made on {connection.vendor} in {time.perf_counter() - began:.0f} s"
    )
    found = measured(count, staff)
    for name, milliseconds in found.items():
        print(f"{name:12} {milliseconds:8.1f} ms of {GOALS_MS[name]:.0f}")
    ratios = {name: found[name] / goal for name, goal in GOALS_MS.items()}
    verdict = "met" if max(ratios.values()) <= 1 else "not met"
    said = ", ".join(f"{name} {ratio:.2f} (goal 1.00)" for name, ratio in ratios.items())
    name = "case-list" if connection.vendor == "postgresql" else "case-list-sqlite"
    print(f"{name}: {said}, {verdict}", flush=True)
    return 0


def run(url: str, count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "1",
            "LINTAS_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.case_list", "inside", str(count)]
        return subprocess.run(command, env=surroundings).returncode


def main() -> int:
    if "inside" in sys.argv:
        return inside(int(sys.argv[-1]))
    failed = run("", CASES_SQLITE) if CASES_SQLITE else 0
    with postgres.running() as url:
        return run(url, CASES) or failed


if __name__ == "__main__":
    sys.exit(main())
