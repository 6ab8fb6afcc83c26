"""When an office is open: its hours, national holidays, its own closures, in its own zone."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from lintas.catalogue import public as catalogue
from lintas.catalogue.office import Office, is_nth_weekday
from lintas.catalogue.problems import CannotBeRead, read
from lintas.env import ROOT
from tests.catalogue.cast import OFFICE_SOURCE, changed

EAST = "Asia/Jayapura"


def office_of(text: str = OFFICE_SOURCE) -> Office:
    return read(Path("office.toml"), Office, text)


@pytest.fixture(scope="module")
def office() -> Office:
    return office_of()


def here(day: int, clock: str, month: int = 11) -> datetime:
    """A time in Tuapejat as the database gives it: in UTC."""
    local = datetime.fromisoformat(f"2026-{month:02}-{day:02}T{clock}+07:00")
    return local.astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "clock", "is_open"),
    [
        (25, "07:59:59", False),
        (25, "08:00:00", True),
        (25, "11:59:59", True),
        (25, "12:00:00", False),
        (25, "12:59:59", False),
        (25, "13:00:00", True),
        (25, "16:00:00", False),
        (27, "11:29:59", True),
        (27, "11:30:00", False),
        (27, "13:00:00", False),
        (27, "16:29:59", True),
        (28, "09:00:00", False),
        (29, "09:00:00", False),
    ],
)
def test_the_office_is_open_in_its_hours(
    office: Office, day: int, clock: str, is_open: bool
) -> None:
    assert office.is_open(here(day, clock)) == is_open


@pytest.mark.parametrize(
    ("day", "kept_free"),
    [
        (date(2026, 12, 23), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), True),
        (date(2026, 8, 17), True),
        (date(2027, 1, 1), True),
        (date(2027, 12, 24), False),
    ],
)
def test_holidays_and_closures_are_kept_free(office: Office, day: date, kept_free: bool) -> None:
    assert day.weekday() < 5
    assert office.calendar.is_working(day) != kept_free
    assert bool(office.spans_on(day)) != kept_free


def test_a_promise_skips_christmas_and_the_weekend(office: Office) -> None:
    assert office.calendar.add(date(2026, 12, 22), 4) == date(2026, 12, 30)


def test_an_office_may_be_open_on_saturday() -> None:
    open_then = office_of(changed('days = ["fri"]', 'days = ["fri", "sat"]', OFFICE_SOURCE))
    assert open_then.is_open(here(28, "09:00:00"))
    assert not open_then.is_open(here(29, "09:00:00"))
    assert open_then.calendar.add(date(2026, 11, 27), 1) == date(2026, 11, 28)


def test_the_offices_own_zone_rules() -> None:
    west, east = office_of(), office_of(changed("Asia/Jakarta", EAST, OFFICE_SOURCE))
    early, late = here(25, "06:00:00"), here(25, "23:30:00")
    assert (west.is_open(early), east.is_open(early)) == (False, True)
    assert (west.today(late), east.today(late)) == (date(2026, 11, 25), date(2026, 11, 26))
    assert west.moment(date(2026, 11, 25), time(6)) == early
    assert west.moment(date(2026, 11, 25), time(6)).astimezone(UTC) == early


def test_an_hour_after_midnight_is_today_although_it_is_yesterday_in_utc(office: Office) -> None:
    at = here(25, "01:00:00")
    assert at.date() == date(2026, 11, 24)
    assert office.today(at) == date(2026, 11, 25)


def test_a_service_without_a_quota_has_no_places(office: Office) -> None:
    assert office.quota_of("paspor-penggantian") == 40
    assert office.quota_of("perpanjangan-itk") == 25
    assert office.quota_of("tidak-ada") == 0


def test_a_counter_is_found_by_its_id(office: Office) -> None:
    counter = office.counter("loket-3")
    assert counter is not None
    assert counter.queues == ("B", "A")
    assert office.counter("loket-9") is None


@pytest.mark.parametrize(
    ("day", "weekday", "nth", "holds"),
    [
        (date(2026, 12, 3), "thu", 1, True),
        (date(2026, 12, 10), "thu", 1, False),
        (date(2026, 12, 10), "thu", 2, True),
        (date(2026, 12, 7), "mon", 1, True),
        (date(2026, 12, 8), "mon", 2, False),
    ],
)
def test_the_nth_weekday_of_a_month(day: date, weekday: str, nth: int, holds: bool) -> None:
    assert is_nth_weekday(day, weekday, nth) == holds


def test_stops_come_soonest_first(office: Office) -> None:
    stops = office.planned_stops(date(2026, 11, 25), 25)
    assert [(p.stop.place, p.on) for p in stops] == [
        ("muara-siberut", date(2026, 12, 3)),
        ("sikakap", date(2026, 12, 8)),
        ("muara-sikabaluan", date(2026, 12, 16)),
        ("muara-siberut", date(2026, 12, 17)),
    ]


def test_a_journey_that_has_begun_still_comes_to_its_later_stops(office: Office) -> None:
    stops = office.planned_stops(date(2026, 12, 17), 0)
    assert [p.stop.place for p in stops] == ["muara-siberut"]


def test_a_place_of_the_boat_is_an_office_of_its_own_to_the_queue() -> None:
    hall = catalogue.office("mentawai_muara-siberut")
    home = catalogue.office("mentawai")
    assert hall.id == catalogue.hall_id("mentawai", "muara-siberut") != home.id
    assert catalogue.home_id(hall.id) == home.id
    assert catalogue.place_id(home.id) == ""
    assert [one.id for one in hall.counters] == ["meja-1", "meja-2"]
    assert set(hall.counters[0].queues) >= {"A", "B"}
    assert hall.spans_on(date(2026, 12, 3))[0].closes.hour == 15
    assert hall.queue.walk_ins == ()
    assert hall not in catalogue.offices()
    with pytest.raises(catalogue.OfficeUnknown):
        catalogue.office("mentawai_bulan")


@pytest.mark.parametrize(
    ("old", "new", "say"),
    [
        ('place = "sikakap"', 'place = "bulan"', "no [[travel.places]]"),
        ('village = "13.09.09.2001"', 'village = "13.09.99.9999"', "does not exist"),
        (
            "opens = 09:00:00\ncloses = 13:00:00",
            "opens = 13:00:00\ncloses = 09:00:00",
            "closes before it opens",
        ),
    ],
)
def test_boats_that_go_nowhere_are_refused(old: str, new: str, say: str) -> None:
    with pytest.raises(CannotBeRead) as refused:
        office_of(changed(old, new, OFFICE_SOURCE))
    assert say in " ".join(problem.say for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('prefix = "MTW"', 'prefix = "Mentawai"', "prefix"),
        ('days = ["fri"]', 'days = ["jum"]', "hours.1.days.0"),
        ("slot_minutes = 30", "slot_minutes = 1", "slot_minutes"),
        ("nth = 1", "nth = 5", "outreach.0.nth"),
        ("percent = 20", "percent = 100", "shares.0.percent"),
        ("minutes_before = 60", "minutes_before = -1", "shares.1.flow.minutes_before"),
    ],
)
def test_an_office_that_cannot_be_is_refused(old: str, new: str, key: str) -> None:
    with pytest.raises(CannotBeRead) as refused:
        office_of(changed(old, new, OFFICE_SOURCE))
    assert key in {problem.key for problem in refused.value.problems}


def test_no_stop_is_made_on_a_holiday() -> None:
    office = catalogue.office("mentawai")
    stops = office.planned_stops(date(2025, 12, 31), 62)
    assert stops[0].on > date(2026, 1, 1)
    assert all(office.calendar.is_working(planned.on) for planned in stops)


@pytest.mark.parametrize(
    ("old", "new", "say"),
    [
        (
            "opens = 13:30:00, closes = 16:30:00",
            "opens = 16:30:00, closes = 13:30:00",
            "closes before",
        ),
        ('time_zone = "Asia/Jakarta"', 'time_zone = "Asia/Jkarta"', "is unknown"),
        ('days = ["fri"]', 'days = ["fri", "mon"]', "two [[hours]]"),
        ('id = "general"', 'id = "umum"', 'needs one with id = "general"'),
        ('id = "walk-in"', 'id = "general"', "in two [[shares]]"),
        ('to = "general", days', 'to = "siapa", days', "no other share"),
        ('to = "walk-in", minutes', 'to = "priority", minutes', "flows back to itself"),
        ('for_whom = "priority"\npercent', 'for_whom = "walk-in"\npercent', "remove its percent"),
        ("at = 15:00:00 }\nrule", "at = 15:00:00, minutes_before = 5 }\nrule", "write one of them"),
        ("per_day = 25", 'per_day = 25\nshares = [{ share = "walk-in", places = 2 }]', "priority"),
        ("per_day = 25", 'per_day = 25\nshares = [{ share = "priority" }]', "write one of them"),
        ('flow = { service = "paspor-penggantian"', 'flow = { service = "tidak"', "flows to"),
    ],
)
def test_hours_and_shares_that_cannot_be_are_refused(old: str, new: str, say: str) -> None:
    with pytest.raises(CannotBeRead) as refused:
        read(Path("office.toml"), Office, changed(old, new, OFFICE_SOURCE))
    assert say in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "key", "say"),
    [
        ('queues = ["B", "A"]', 'queues = ["A"]', "", ""),
        ('queues = ["A", "B"]', 'queues = ["A"]', "", ""),
        ('"B"', '"C"', "quota.1.service", "waits in queue 'B'"),
        (
            'flow = { service = "paspor-penggantian"',
            'flow = { service = "paspor-hilang"',
            "quota.7.flow",
            "longer visits",
        ),
        (
            'flow = { service = "paspor-penggantian"',
            'flow = { service = "perpanjangan-itk"',
            "quota.7.flow",
            "another queue",
        ),
        ('rule = "pembagian-kuota"', 'rule = "tidak-ada"', "shares.1.rule", "describe it"),
        ('rule = "jemput-bola"', 'rule = "tidak-ada"', "travel.village.rule", "describe it"),
    ],
)
def test_what_does_not_fit_its_services_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, key: str, say: str
) -> None:
    (tmp_path / "kantor").mkdir()
    file = tmp_path / "kantor" / "office.toml"
    file.write_text(OFFICE_SOURCE.replace(old, new))
    rules = frozenset({"pembagian-kuota", "jalan-masuk-prioritas", "jemput-bola"})
    found = catalogue.check_offices(ROOT / "services", tmp_path, rules)
    assert {one.key for one in found} >= ({key} if key else set())
    assert bool(found) == bool(key)
    for one in found:
        assert file.read_text().splitlines()[one.line - 1].strip()
    assert say in " ".join(str(one) for one in found)
