"""The list of cases: what narrows it, what orders it, and that its pages are whole."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lintas.applications import commands
from lintas.applications.models import Application
from lintas.applications.public import CaseFilters, Due, Scope, Sort, cases_page
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests import make

pytestmark = pytest.mark.django_db
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")


def asked(at: datetime, **narrowed: object) -> list[UUID]:
    """All pages of the list, one after the other."""
    found, after = [], ""
    while True:
        page = cases_page(OFFICER, CaseFilters(**narrowed), after=after, at=at)  # type: ignore[arg-type]
        found += [row.id for row in page.rows]
        after = page.following
        if not after:
            return found


def cases(count: int, at: datetime, **values: object) -> list[UUID]:
    owner = make.account("pemilik", at).pk
    made = [one.pk for one in make.applications(count, at, of=owner)]
    Application.objects.filter(pk__in=made).update(**values)
    return made


def named(name: str, at: datetime) -> UUID:
    one = Application.objects.get(pk=cases(1, at)[0])
    Application.objects.filter(pk=one.pk).update(status="draft")
    one.refresh_from_db()
    commands.save_page(
        application=one, page="identitas", values={"nama": name}, actor=make.TESTS, at=at
    )
    Application.objects.filter(pk=one.pk).update(status="under-review")
    return one.pk


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_each_other_without_a_gap_or_a_repeat(sort: Sort, at: datetime) -> None:
    made = cases(30, at, submitted_at=at)
    made += cases(30, at, submitted_at=at, due_on=at.date())
    for nth, pk in enumerate(cases(9, at, submitted_at=at)):
        moment = at + timedelta(minutes=nth)
        due_on = at.date() + timedelta(days=nth % 3)
        Application.objects.filter(pk=pk).update(
            status_since=moment, submitted_at=moment, due_on=due_on
        )
        made.append(pk)
    found = asked(at, sort=sort)
    assert sorted(found) == sorted(made)


def test_by_due_day_the_earliest_come_first_and_those_without_last(at: datetime) -> None:
    (without,) = cases(1, at)
    (later,) = cases(1, at, due_on=at.date() + timedelta(days=2))
    (late,) = cases(1, at, due_on=at.date() - timedelta(days=2))
    assert asked(at, sort=Sort.DUE) == [late, later, without]


def test_what_is_late_due_today_and_this_week(at: datetime) -> None:
    today = catalogue.office("mentawai").today(at)
    (late,) = cases(1, at, due_on=today - timedelta(days=1))
    (now,) = cases(1, at, due_on=today)
    (soon,) = cases(1, at, due_on=today + timedelta(days=6))
    cases(1, at, due_on=today + timedelta(days=7))
    cases(1, at, due_on=today - timedelta(days=1), status="collected")
    assert asked(at, due=Due.LATE) == [late]
    assert asked(at, due=Due.TODAY) == [now]
    assert set(asked(at, due=Due.WEEK)) == {now, soon}


def test_mine_are_those_i_review_and_those_i_have_to_decide(at: datetime) -> None:
    (reviewed,) = cases(1, at, reviewed_by=OFFICER.id, decider=new_id())
    (to_decide,) = cases(1, at, decider=OFFICER.id)
    (free,) = cases(1, at)
    (ended,) = cases(1, at, decider=OFFICER.id, status="collected")
    assert set(asked(at, scope=Scope.MINE)) == {reviewed, to_decide}
    assert asked(at, scope=Scope.UNASSIGNED) == [free]
    assert set(asked(at, scope=Scope.TEAM)) == {reviewed, to_decide, free}
    assert set(asked(at)) == {reviewed, to_decide, free, ended}
    assert asked(at, holder=OFFICER.id, scope=Scope.TEAM) == asked(at, scope=Scope.MINE)


def test_days_of_sending_are_days_of_the_office(at: datetime) -> None:
    (late_evening,) = cases(1, at, submitted_at=datetime.fromisoformat("2026-11-24T23:30:00+07:00"))
    (morning,) = cases(1, at, submitted_at=datetime.fromisoformat("2026-11-25T00:10:00+07:00"))
    day = datetime.fromisoformat("2026-11-25T00:00:00+07:00").date()
    assert asked(at, since=day) == [morning]
    assert asked(at, until=day - timedelta(days=1)) == [late_evening]


def test_with_days_of_sending_the_order_is_that_of_arrival(at: datetime) -> None:
    (first,) = cases(1, at, submitted_at=at - timedelta(days=2), status_since=at)
    (second,) = cases(1, at, submitted_at=at - timedelta(days=1), status_since=at - timedelta(1))
    day = at.date() - timedelta(days=5)
    assert asked(at) == [first, second]
    assert asked(at, since=day) == [second, first]


def test_an_ended_case_is_in_no_list_of_open_ones(at: datetime) -> None:
    cases(1, at, status="collected", decider=OFFICER.id, due_on=at.date())
    for narrowed in (
        {"scope": Scope.TEAM},
        {"due": Due.TODAY},
        {"holder": OFFICER.id},
        {"sort": Sort.DUE},
        {"scope": Scope.TEAM, "text": "contoh"},
    ):
        assert asked(at, status="collected", **narrowed) == []


@pytest.mark.parametrize("day", [date.min, date(1066, 10, 14), date(3000, 1, 1), date.max])
def test_a_day_of_another_age_is_a_day(day: date, at: datetime) -> None:
    made = cases(2, at, submitted_at=at)
    assert set(asked(at, since=day) + asked(at, until=day)) == set(made)


@pytest.mark.parametrize(
    "after",
    [
        "",
        "status_since",
        "status_since~gestern~x",
        "status_since~0001-01-01T00:00:00+07:00~" + "f" * 32,
        "arrived~2026-01-01~" + "f" * 32,
        "due_on~2026-13-01~" + "f" * 32,
        "number~1~" + "f" * 32,
    ],
)
def test_a_place_that_was_never_given_begins_anew(after: str, at: datetime) -> None:
    (one,) = cases(1, at)
    page = cases_page(OFFICER, CaseFilters(), after=after, at=at)
    assert [row.id for row in page.rows] == [one]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ma'ruf Contoh", "makruf"),
        ("Ma'ruf Contoh", "contoh maruf"),
        ("Ma'ruf Contoh", "Makruf Kontoh"),
        ("Aman Lau-lau", "laulau"),
        ("Aman Laulau", "lau lau"),
        ("Suharto", "Soeharto"),
        ("Yohana Sakeletuk", "johana sakelatuk"),
        ("Yohana Sakeletuk", "Ny. Yohana Sakeletuk"),
        ("Yohana Sakeletuk", "sakel"),
    ],
)
def test_a_name_is_found_as_it_is_remembered(name: str, typed: str, at: datetime) -> None:
    named("Bertha Sababalat", at)
    wanted = named(name, at)
    assert asked(at, text=typed) == [wanted]


def test_the_best_fit_comes_first(at: datetime) -> None:
    exact = named("Martinus Contoh", at)
    near = named("Martinas Contoh", at)
    assert asked(at, text="martinus") == [exact, near]


def test_a_name_that_was_corrected_is_not_found_any_more(at: datetime) -> None:
    one = Application.objects.get(pk=named("Bertha", at))
    Application.objects.filter(pk=one.pk).update(status="draft")
    commands.save_page(
        application=one, page="identitas", values={"nama": "Dominikus"}, actor=make.TESTS, at=at
    )
    Application.objects.filter(pk=one.pk).update(status="under-review")
    assert asked(at, text="bertha") == []
    assert asked(at, text="dominikus") == [one.pk]
