from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lintas.payments.matching import Kind, Ours, Theirs, match_day

DAY = date(2026, 11, 25)
CODE = "820261125000001"


def kinds(theirs: list[Theirs], ours: list[Ours], elsewhere: list[Ours] = []) -> list[Kind]:  # noqa: B006
    lines = match_day(DAY, theirs, ours, {one.ntpn: one for one in elsewhere})
    return [line.kind for line in lines]


def test_each_difference_has_its_kind() -> None:
    row = Theirs("N1", CODE, 100)
    assert kinds([row], [Ours("N1", CODE, 100, DAY)]) == [Kind.FITS]
    assert kinds([row], []) == [Kind.NOT_HERE]
    assert kinds([], [Ours("N1", CODE, 100, DAY)]) == [Kind.NOT_THERE]
    assert kinds([row], [Ours("N1", CODE, 99, DAY)]) == [Kind.AMOUNT_DIFFERS]
    assert kinds([row], [Ours("N1", "other", 100, DAY)]) == [Kind.CODE_DIFFERS]
    assert kinds([row, row], [Ours("N1", CODE, 100, DAY)]) == [Kind.FITS, Kind.LISTED_TWICE]
    before = Ours("N1", CODE, 100, DAY - timedelta(days=1))
    assert kinds([row], [], [before]) == [Kind.OTHER_DAY]
    for verdict in ("after-hold", "wrong-amount", "second-payment", "unknown-code"):
        assert kinds([row], [Ours("N1", CODE, 100, DAY, verdict)]) == [Kind(verdict)]


AMOUNTS = st.integers(0, 10**9)
NUMBERS = st.sampled_from([f"N{n}" for n in range(8)])


@given(
    theirs=st.lists(st.builds(Theirs, NUMBERS, st.just(CODE), AMOUNTS)),
    ours=st.lists(
        st.builds(Ours, NUMBERS, st.just(CODE), AMOUNTS, st.just(DAY)), unique_by=lambda o: o.ntpn
    ),
)
def test_each_rupiah_of_a_day_appears_exactly_once(theirs: list[Theirs], ours: list[Ours]) -> None:
    lines = match_day(DAY, theirs, ours, {})
    assert sum(line.theirs_rupiah for line in lines) == sum(row.amount_rupiah for row in theirs)
    assert sum(line.ours_rupiah for line in lines) == sum(row.amount_rupiah for row in ours)
    named = [line.ntpn for line in lines if line.kind != Kind.LISTED_TWICE]
    assert sorted(named) == sorted({one.ntpn for one in [*theirs, *ours]})
