"""Who gets a case: by draw among those who may, and by a reason that is kept."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from lintas.accounts.commands import add_staff
from lintas.applications import public as applications
from lintas.applications.errors import ActionNotOpen, NotInYourHands, SamePersonReviewed
from lintas.applications.models import Application, Mark
from lintas.applications.rules import STEPS, Action, By
from lintas.casework import public as casework
from lintas.casework.entries import Assigned
from lintas.casework.errors import NotEligible, ReasonNeeded
from lintas.casework.invariants import check_draws
from lintas.casework.models import Note
from lintas.casework.public import Seat
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role, system
from lintas.kernel.ids import new_id

pytestmark = pytest.mark.django_db
REASON = "Rekan sedang menangani hal lain"
Staff = dict[str, Actor]


def holders(case: UUID) -> tuple[UUID | None, UUID | None]:
    row = Application.objects.get(pk=case)
    return row.reviewed_by, row.decider


def approver(name: str, at: datetime) -> UUID:
    made = new_id()
    add_staff(
        account_id=made,
        username=name,
        name=f"{name} (contoh)",
        roles=frozenset({Role.APPROVER}),
        office="mentawai",
        password="contoh",
        actor=system("tests"),
        at=at,
    )
    return made


def draw(case: UUID, at: datetime, seed: str = "seed") -> UUID | None:
    return casework.draw(case_id=case, seed=seed, at=at)


def away(staff: Staff, who: str, at: datetime, deputy: UUID | None = None) -> None:
    today = catalogue.office("mentawai").today(at)
    casework.note_absence(
        absence_id=new_id(), starts_on=today, ends_on=today, deputy=deputy, actor=staff[who], at=at
    )


def test_the_entry_of_a_draw_lets_anybody_draw_again(
    staff: Staff, case: UUID, at: datetime
) -> None:
    others = {approver("agus", at), approver("dewi", at), staff["yohana"].id}
    chosen = draw(case, at)
    entry = next(e for e in journal.entries_of_case(case) if e.kind == "case:assigned")
    assert isinstance(entry.data, Assigned)
    assert {one.staff for one in entry.data.candidates} == others
    assert entry.data.staff == chosen == holders(case)[1]
    assert list(check_draws()) == []
    assert draw(case, at) is None  # once


def test_a_draw_that_was_steered_is_found(staff: Staff, case: UUID, at: datetime) -> None:
    one, other = sorted([approver("agus", at), staff["yohana"].id])
    data = Assigned("decider", one, "drawn", seed="x")
    for seed in map(str, range(50)):
        from lintas.casework.entries import Candidate
        from lintas.casework.rules import drawn

        weights = {one: 1000, other: 1000}
        if drawn(weights, seed) == other:
            candidates = tuple(Candidate(w, n) for w, n in weights.items())
            data = Assigned("decider", one, "drawn", candidates, seed)
            break
    applications.put_in_hands(
        case=case, office="mentawai", seat="decider", was=None, now=one, data=data,
        actor=system("tests"), at=at,
    )  # fmt: skip
    assert len(list(check_draws())) == 1


def test_nobody_absent_is_drawn_and_the_pool_is_shared_out_when_somebody_is_back(
    staff: Staff, case: UUID, at: datetime
) -> None:
    away(staff, "yohana", at)
    away(staff, "lukas", at)
    assert draw(case, at) is None
    casework.share_out(at)
    assert holders(case)[1] is None
    casework.share_out(at + timedelta(days=1))
    assert holders(case)[1] == staff["yohana"].id


def test_a_case_of_somebody_absent_goes_to_the_deputy(
    staff: Staff, case: UUID, at: datetime
) -> None:
    agus = approver("agus", at)
    Application.objects.filter(pk=case).update(decider=staff["yohana"].id)
    away(staff, "yohana", at, deputy=agus)
    casework.share_out(at)
    assert holders(case)[1] == agus


def test_a_deputy_who_may_not_have_it_is_passed_over(
    staff: Staff, case: UUID, at: datetime
) -> None:
    Application.objects.filter(pk=case).update(decider=staff["yohana"].id)
    away(staff, "yohana", at, deputy=staff["rosa"].id)  # an officer, and the reviewer
    casework.share_out(at)
    assert holders(case)[1] == staff["lukas"].id


def test_only_those_who_handle_the_service_are_drawn(
    staff: Staff, case: UUID, at: datetime
) -> None:
    casework.set_services(staff=staff["yohana"].id, services=["splp"], actor=staff["lukas"], at=at)
    assert draw(case, at) == staff["lukas"].id


@pytest.mark.parametrize("typed", ["1309 0805 0390 9001", "Contoh Bertha Sababalat"])
def test_kin_are_never_drawn_and_do_not_take_over(
    staff: Staff, case: UUID, at: datetime, typed: str
) -> None:
    row = Application.objects.select_related("answers").get(pk=case)
    row.answers.data = {"nama": "Bertha Sababalat Contoh"}
    row.answers.save()
    Mark.objects.create(answers=row.answers, value="1309080503909001")
    casework.declare_kin(kin_id=new_id(), typed=typed, actor=staff["yohana"], at=at)
    assert draw(case, at) == staff["lukas"].id
    with pytest.raises(NotEligible):
        take(case, "decide", staff["yohana"], at)


def test_a_reviewer_who_is_kin_is_replaced_when_the_interview_is_over(
    staff: Staff, case: UUID, at: datetime
) -> None:
    row = Application.objects.select_related("answers").get(pk=case)
    Mark.objects.create(answers=row.answers, value="1309080503909001")
    casework.declare_kin(kin_id=new_id(), typed="1309080503909001", actor=staff["rosa"], at=at)
    from lintas.applications.entries import InterviewFinished

    with_entry(case, InterviewFinished(ticket=new_id(), due_on=None), staff["rosa"], at)
    casework.assign(journal.entries_of_case(case)[-1])
    assert holders(case) == (staff["markus"].id, staff["yohana"].id)


def with_entry(case: UUID, data: object, actor: Actor, at: datetime) -> None:
    journal.record(data, subject=case, case=case, actor=actor, office="mentawai", at=at)


def take(case: UUID, seat: str, actor: Actor, at: datetime, reason: str = REASON) -> None:
    casework.take_over(
        case_id=case, seat=Seat[seat.upper()], reason=reason, note_id=new_id(), actor=actor, at=at
    )


def test_taking_over_needs_a_reason_and_keeps_it(staff: Staff, case: UUID, at: datetime) -> None:
    with pytest.raises(ReasonNeeded):
        take(case, "decide", staff["yohana"], at, reason="ya")
    take(case, "decide", staff["yohana"], at)
    assert holders(case)[1] == staff["yohana"].id
    assert [note.text for note in Note.objects.filter(case=case)] == [REASON]


def test_whoever_reviewed_before_never_decides(staff: Staff, case: UUID, at: datetime) -> None:
    both = Actor(
        staff["lukas"].kind, staff["lukas"].id, frozenset({Role.OFFICER, Role.APPROVER}), "mentawai"
    )
    from lintas.accounts.models import StaffRole

    StaffRole.objects.create(account_id=both.id, role="officer", office="mentawai")
    take(case, "review", both, at)
    take(case, "review", staff["markus"], at)
    with pytest.raises(NotEligible):
        take(case, "decide", both, at)


def test_a_hand_over_is_the_holders_or_the_heads(staff: Staff, case: UUID, at: datetime) -> None:
    agus = approver("agus", at)
    take(case, "decide", staff["yohana"], at)

    def give(actor: Actor, to: UUID) -> None:
        casework.hand_over_to(
            case_id=case,
            seat=Seat.DECIDE,
            to=to,
            reason=REASON,
            note_id=new_id(),
            actor=actor,
            at=at,
        )

    with pytest.raises(NotEligible):
        give(staff["markus"], agus)
    with pytest.raises(NotEligible):
        give(staff["yohana"], staff["rosa"].id)
    give(staff["yohana"], agus)
    give(staff["lukas"], staff["yohana"].id)
    assert holders(case)[1] == staff["yohana"].id


def test_a_declared_conflict_gives_the_case_to_another(
    staff: Staff, case: UUID, at: datetime
) -> None:
    take(case, "decide", staff["yohana"], at)
    casework.declare_conflict(
        case_id=case, reason="Pemohon tetangga saya", note_id=new_id(), actor=staff["yohana"], at=at
    )
    assert holders(case)[1] == staff["lukas"].id
    with pytest.raises(NotEligible):
        take(case, "decide", staff["yohana"], at)


def refuse_as_previewed(application: Application, actor: Actor, at: datetime) -> None:
    reason = "syarat-tidak-lengkap"
    letter = applications.draft_refusal(application, reason, "", at)
    assert letter is not None
    applications.refuse(
        application=application,
        reason_id=reason,
        text="",
        seen=letter.sha256,
        actor=actor,
        at=at,
    )


STEPS_ON_A_CASE = {
    Action.APPROVE: lambda a, actor, at: applications.approve(
        application=a, text="", actor=actor, at=at
    ),
    Action.REFUSE: lambda a, actor, at: refuse_as_previewed(a, actor, at),
    Action.RETURN: lambda a, actor, at: applications.return_for_correction(
        application=a, items={"question:nama": "Seperti di KTP"}, actor=actor, at=at
    ),
}


@pytest.mark.parametrize("action", list(STEPS_ON_A_CASE))
@pytest.mark.parametrize("office", ["mentawai", "lain"])
def test_no_role_takes_a_step_on_a_case_it_does_not_hold(
    staff: Staff, case: UUID, at: datetime, action: Action, office: str
) -> None:
    """Every role alone and all together, admin included; at home and from another office."""
    everything = frozenset(Role)
    for roles in [*(frozenset({role}) for role in Role), everything]:
        actor = Actor(staff["rosa"].kind, new_id(), roles, office)
        application = Application.objects.select_related("answers").get(pk=case)
        with pytest.raises((NotInYourHands, ActionNotOpen, SamePersonReviewed)):
            STEPS_ON_A_CASE[action](application, actor, at)
        assert Application.objects.get(pk=case).status == "under-review"
    assert STEPS[action].by <= {By.OFFICER, By.APPROVER}


def test_whoever_holds_it_takes_the_step(staff: Staff, case: UUID, at: datetime) -> None:
    draw(case, at)
    application = Application.objects.select_related("answers").get(pk=case)
    with pytest.raises(NotInYourHands):
        applications.approve(application=application, text="", actor=staff["lukas"], at=at)
    applications.approve(application=application, text="", actor=staff["yohana"], at=at)
    assert Application.objects.get(pk=case).status == "approved"
