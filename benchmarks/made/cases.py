"""Cases as an office has them after ten years, made by the database's own SQL.

Nearly all have ended, the newest few thousand are open or drafts. Words of names follow Zipf's
law, so that the commonest one stands in one name of ten, as do services. A person comes back, and
agencies give their own telephone for thousands. Nothing is drawn: n, the number of a case, says
all, so that every run has the same rows.
"""

from dataclasses import dataclass

from lintas.kernel.numbers import SIGNS

PRIME = 2147483647
TEN_YEARS = 10 * 365 * 24 * 60
MONTH = 30 * 24 * 60
AGENCIES = 20
BEFORE = "draft draft awaiting-payment paid visit-booked visit-booked".split()
AT_DESK = "under-review under-review under-review ready in-production approved returned".split()
ENDED = "refused refused withdrawn withdrawn lapsed lapsed uncollected".split()


@dataclass(frozen=True)
class Office:
    """Whose cases they are; ids as the database writes them."""

    owner: str
    staff: list[str]
    services: list[tuple[str, int]]


class Sql:
    """The words in which SQLite and PostgreSQL differ, and chance from a case's number."""

    def __init__(self, postgres: bool, count: int, newest: int, words: int) -> None:
        self.postgres, self.count, self.newest, self.words = postgres, count, newest, words
        step = max(1, TEN_YEARS // count)
        self.age = f"(({count} - n) * {step})"

    def chance(self, salt: int, below: int) -> str:
        """A number that looks drawn; squared, so that two salts have nothing in common."""
        x = f"((n * 48271 + {salt * 40503001}) % {PRIME})"
        return f"((({x} * {x}) % {PRIME} * 16807 + {salt * 7919}) % {PRIME} % {below})"

    def zipf(self, salt: int, among: int) -> str:
        """From 1 on; the first is drawn ln 2 / ln among of all times, the second less often."""
        drawn = f"CAST({self.chance(salt, 1000000)} AS double precision) / 1000000"
        return f"CAST(floor(power({among}, {drawn})) AS integer)"

    def pick(self, values: list[str], index: str) -> str:
        whens = " ".join(f"WHEN {n} THEN '{value}'" for n, value in enumerate(values))
        return f"(CASE {index} {whens} END)"

    def ago(self, minutes: str) -> str:
        if self.postgres:
            return f"now() - ({minutes}) * interval '1 minute'"
        return f"datetime('now', '-' || ({minutes}) || ' minutes')"

    def days_after(self, moment: str, days: str) -> str:
        if self.postgres:
            return f"({moment})::date + ({days})::int"
        return f"date({moment}, '+' || ({days}) || ' days')"

    def digits(self, number: str, length: int) -> str:
        if self.postgres:
            return f"lpad(({number})::text, {length}, '0')"
        return f"printf('%0{length}d', {number})"

    @property
    def id(self) -> str:
        """Ids that grow with n, as ours grow with time."""
        if self.postgres:
            return "(lpad(to_hex(n), 12, '0') || '00000001000000000000')::uuid"
        return "printf('%012x', n) || '00000001000000000000'"

    @property
    def numbers(self) -> str:
        if self.postgres:
            return f"generate_series(1, {self.count}::bigint) AS numbers(n)"
        return (
            "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c "
            f"WHERE n < {self.count}) SELECT n FROM c)"
        )

    @property
    def number(self) -> str:
        """MTW-yy-xxxxc with its right check sign, each once: 200,000 a year of two digits."""
        places = [f"((n % 200000) / {23**place} % 23)" for place in range(4)]
        check = " + ".join(f"{nth + 2} * {place}" for nth, place in enumerate(places))
        signs = [
            f"substr('{SIGNS}', CAST({at} AS integer) + 1, 1)"
            for at in [*places, f"({check}) % 23"]
        ]
        return f"'MTW-' || {self.digits('n / 200000', 2)} || '-' || {' || '.join(signs)}"


def statements(sql: Sql, office: Office) -> list[str]:
    """What fills the tables; the words of names are there already, their ids from 1 on."""
    named = f"""
CREATE TEMPORARY TABLE named AS SELECT {sql.id} AS id, n, {sql.zipf(8, sql.words)} AS a,
  1 + ({sql.zipf(10, sql.words)} * 7 + 1) % {sql.words} AS b, {sql.chance(12, 10)} AS shape
FROM {sql.numbers}"""
    answers = """
INSERT INTO applications_answers (application_id, data, name, name_folded)
SELECT named.id, '{"alamat": "Jalan Contoh 1", "pekerjaan": "nelayan"}', full_name, full_name
FROM (SELECT named.id, CASE WHEN shape = 0 THEN one.word ELSE one.word || ' ' || two.word END
  AS full_name FROM named JOIN applications_nameword one ON one.id = a
  JOIN applications_nameword two ON two.id = b) AS named"""
    bearers = """
INSERT INTO applications_namebearer (word_id, answers_id)
SELECT a, id FROM named UNION ALL SELECT b, id FROM named WHERE a <> b AND shape <> 0"""
    return [_applications(sql, office), named, answers, bearers, _marks(sql), "DROP TABLE named"]


def _applications(sql: Sql, office: Office) -> str:
    new = f"n > {sql.count - sql.newest}"
    young = f"(CASE WHEN {sql.age} < {MONTH} THEN {sql.age} ELSE {MONTH} END)"
    sent = f"{sql.age} - {young} * {sql.chance(20, 30)} / 1000"
    changed = f"{sql.age} - {young} * (30 + {sql.chance(21, 970)}) / 1000"
    recent = f"""CASE WHEN {sql.chance(1, 10)} < 4 THEN {sql.pick(BEFORE, sql.chance(2, 6))}
      ELSE {sql.pick(AT_DESK, sql.chance(2, 7))} END"""
    ended = f"""CASE WHEN {sql.chance(3, 5000)} = 0 THEN 'returned'
      WHEN {sql.chance(4, 100)} < 14 THEN {sql.pick(ENDED, sql.chance(5, 7))}
      ELSE 'collected' END"""
    service = sql.zipf(6, len(office.services))
    staff, cast = len(office.staff), "::uuid" if sql.postgres else ""
    holder = sql.pick(office.staff, sql.chance(7, staff))
    looked = sql.pick(office.staff, f"(({sql.chance(7, staff)} + 1) % {staff})")
    slugs, versions = [s for s, _ in office.services], [str(v) for _, v in office.services]
    early = "status IN ('draft', 'awaiting-payment', 'paid', 'visit-booked', 'lapsed')"
    return f"""
INSERT INTO applications_application (id, number, salt, door, on_paper, office, service,
  service_version, account_id, language, status, status_since, created_at, submitted_at,
  due_on, warned_after, decider, reviewed_by)
SELECT {sql.id}, {sql.number}, '', {sql.id}, false, 'mentawai',
  {sql.pick(slugs, f"({service} - 1)")},
  CAST({sql.pick(versions, f"({service} - 1)")} AS integer), '{office.owner}', 'id', status,
  {sql.ago(changed)}, {sql.ago(sql.age)},
  CASE WHEN status <> 'draft' THEN {sql.ago(sent)} END,
  CASE WHEN NOT {early} AND {sql.chance(22, 5)} > 0
    THEN {sql.days_after(sql.ago(sql.age), f"3 + {sql.chance(23, 18)}")} END, 0,
  CASE WHEN NOT {early} AND {sql.chance(24, 5)} > 0 THEN ({holder}){cast} END,
  CASE WHEN NOT {early} AND {sql.chance(25, 3)} = 0 THEN ({looked}){cast} END
FROM (SELECT n, CASE WHEN {new} THEN {recent} ELSE {ended} END AS status
  FROM {sql.numbers}) AS drawn"""


def _marks(sql: Sql) -> str:
    """NIK and e-mail of a person who comes back, a passport, a telephone or the agency's."""
    person = f"(n % {max(1, sql.count * 7 // 10)})"
    agency = f"CASE WHEN {sql.chance(30, 50)} = 0 THEN {sql.zipf(31, AGENCIES)} ELSE 100 + n END"
    values = [
        f"'1309' || {sql.digits(person, 12)}",
        f"'orang' || {person} || '@contoh.id'",
        f"'x' || {sql.digits('n', 7)}",
        f"'+62812' || {sql.digits(agency, 8)}",
    ]
    selects = [f"SELECT {value}, id FROM named" for value in values]
    return f"INSERT INTO applications_mark (value, answers_id) {' UNION ALL '.join(selects)}"
