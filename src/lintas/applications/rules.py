"""The life of an application: its statuses and the one table of steps between them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lintas.kernel.actor import Actor, ActorKind, Role


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    AWAITING_PAYMENT = "awaiting-payment"
    PAID = "paid"
    VISIT_BOOKED = "visit-booked"
    ARRIVED = "arrived"
    IN_INTERVIEW = "in-interview"
    UNDER_REVIEW = "under-review"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    IN_PRODUCTION = "in-production"
    READY = "ready"
    IN_POST = "in-post"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class By(StrEnum):
    """In which capacity somebody takes a step."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    APPROVER = "approver"
    HEAD = "head"
    SYSTEM = "system"


class Action(StrEnum):
    SUBMIT = "submit"
    ASK_PAYMENT = "ask-payment"
    NOTHING_DUE = "nothing-due"
    ACCEPT_PAYMENT = "accept-payment"
    LAPSE = "lapse"
    RENEW_HOLD = "renew-hold"
    BOOK_VISIT = "book-visit"
    ARRIVE = "arrive"
    CANCEL_VISIT = "cancel-visit"
    MISS_VISIT = "miss-visit"
    CONTINUE_VISIT = "continue-visit"
    MOVE_DAY = "move-day"
    LOSE_DAY = "lose-day"
    START_INTERVIEW = "start-interview"
    FINISH_INTERVIEW = "finish-interview"
    TAKE_IN = "take-in"
    FINISH_REVIEW = "finish-review"
    RETURN = "return"
    RESUBMIT = "resubmit"
    APPROVE = "approve"
    REFUSE = "refuse"
    REOPEN = "reopen"
    START_PRODUCTION = "start-production"
    FAIL_PRODUCTION = "fail-production"
    MARK_READY = "mark-ready"
    HAND_OVER = "hand-over"
    HAND_TO_POST = "hand-to-post"
    TAKE_BACK_POST = "take-back-post"
    RECEIVE_POST = "receive-post"
    SEND_OUT = "send-out"
    CANCEL_UNCOLLECTED = "cancel-uncollected"
    WITHDRAW = "withdraw"
    EXPIRE_DRAFT = "expire-draft"


@dataclass(frozen=True)
class Step:
    sources: frozenset[Status]
    target: Status
    by: frozenset[By]


def step(sources: set[Status], target: Status, by: set[By]) -> Step:
    return Step(frozenset(sources), target, frozenset(by))


S, B = Status, By
BEFORE_THE_VISIT = {S.DRAFT, S.SUBMITTED, S.AWAITING_PAYMENT, S.PAID, S.VISIT_BOOKED}

STEPS: Mapping[Action, Step] = {
    Action.SUBMIT: step({S.DRAFT}, S.SUBMITTED, {B.APPLICANT}),
    Action.ASK_PAYMENT: step({S.SUBMITTED}, S.AWAITING_PAYMENT, {B.SYSTEM}),
    Action.NOTHING_DUE: step({S.SUBMITTED}, S.PAID, {B.SYSTEM}),
    # A payment made in time counts even when its news comes after the lapse.
    Action.ACCEPT_PAYMENT: step({S.AWAITING_PAYMENT, S.LAPSED}, S.PAID, {B.SYSTEM}),
    Action.LAPSE: step({S.AWAITING_PAYMENT}, S.LAPSED, {B.SYSTEM}),
    # Whoever was without signal at the deadline; once, within a day (payments decides).
    Action.RENEW_HOLD: step({S.LAPSED}, S.AWAITING_PAYMENT, {B.APPLICANT}),
    # By the person who chooses a time, or by the draw that gave one.
    Action.BOOK_VISIT: step({S.PAID}, S.VISIT_BOOKED, {B.APPLICANT, B.SYSTEM}),
    # The time is given back until the day before; the request stays and is paid.
    Action.CANCEL_VISIT: step({S.VISIT_BOOKED}, S.PAID, {B.APPLICANT}),
    # By staff, or by a kiosk that staff have opened.
    Action.ARRIVE: step({S.VISIT_BOOKED}, S.ARRIVED, {B.OFFICER, B.SYSTEM}),
    # Whoever missed the visit has paid all the same and chooses another time.
    # (In the interview: sent on to another counter, and gone when that one called.)
    Action.MISS_VISIT: step({S.VISIT_BOOKED, S.ARRIVED, S.IN_INTERVIEW}, S.PAID, {B.OFFICER}),
    # Begun and not ended in one visit: the person chooses another time.
    Action.CONTINUE_VISIT: step({S.IN_INTERVIEW}, S.PAID, {B.OFFICER}),
    # The office moved or cancelled the day; whoever waited there already comes again.
    Action.MOVE_DAY: step({S.VISIT_BOOKED, S.ARRIVED}, S.VISIT_BOOKED, {B.SYSTEM}),
    Action.LOSE_DAY: step({S.VISIT_BOOKED, S.ARRIVED}, S.PAID, {B.SYSTEM}),
    Action.START_INTERVIEW: step({S.ARRIVED}, S.IN_INTERVIEW, {B.OFFICER}),
    Action.FINISH_INTERVIEW: step({S.IN_INTERVIEW}, S.UNDER_REVIEW, {B.OFFICER}),
    # A service without a visit goes to review by itself; whoever looked it through says so.
    Action.TAKE_IN: step({S.PAID}, S.UNDER_REVIEW, {B.SYSTEM}),
    Action.FINISH_REVIEW: step({S.UNDER_REVIEW}, S.UNDER_REVIEW, {B.OFFICER}),
    Action.RETURN: step({S.UNDER_REVIEW}, S.RETURNED, {B.OFFICER, B.APPROVER}),
    Action.RESUBMIT: step({S.RETURNED}, S.UNDER_REVIEW, {B.APPLICANT}),
    Action.APPROVE: step({S.UNDER_REVIEW}, S.APPROVED, {B.APPROVER}),
    Action.REFUSE: step({S.UNDER_REVIEW}, S.REFUSED, {B.APPROVER}),
    # An objection was granted: the request is looked through anew, by others.
    Action.REOPEN: step({S.REFUSED}, S.UNDER_REVIEW, {B.APPROVER, B.HEAD}),
    Action.START_PRODUCTION: step({S.APPROVED}, S.IN_PRODUCTION, {B.OFFICER, B.APPROVER}),
    # What could not be made is approved all the same and goes into another batch.
    Action.FAIL_PRODUCTION: step({S.IN_PRODUCTION}, S.APPROVED, {B.OFFICER, B.SYSTEM}),
    Action.MARK_READY: step({S.IN_PRODUCTION}, S.READY, {B.OFFICER, B.SYSTEM}),
    Action.HAND_OVER: step({S.READY}, S.COLLECTED, {B.OFFICER}),
    Action.HAND_TO_POST: step({S.READY}, S.IN_POST, {B.OFFICER}),
    Action.TAKE_BACK_POST: step({S.IN_POST}, S.READY, {B.OFFICER}),
    Action.RECEIVE_POST: step({S.IN_POST}, S.COLLECTED, {B.APPLICANT, B.OFFICER}),
    # What needs no counter is sent, and the request is done.
    Action.SEND_OUT: step({S.APPROVED}, S.COLLECTED, {B.OFFICER}),
    Action.CANCEL_UNCOLLECTED: step({S.READY}, S.UNCOLLECTED, {B.SYSTEM}),
    Action.WITHDRAW: step({*BEFORE_THE_VISIT, S.RETURNED}, S.WITHDRAWN, {B.APPLICANT}),
    Action.EXPIRE_DRAFT: step({S.DRAFT}, S.WITHDRAWN, {B.SYSTEM}),
}

WRITABLE = frozenset({S.DRAFT, S.RETURNED})
"""While the applicant may write; returned, only what was asked for."""
ENDED = frozenset({S.REFUSED, S.COLLECTED, S.UNCOLLECTED, S.WITHDRAWN, S.LAPSED})
AT_THE_DESK = frozenset(
    {
        S.ARRIVED,
        S.IN_INTERVIEW,
        S.UNDER_REVIEW,
        S.RETURNED,
        S.APPROVED,
        S.IN_PRODUCTION,
        S.READY,
    }
)
"""What the office has in hand, from the visit to the hand-over."""
CASE_ROLES = (Role.OFFICER, Role.APPROVER, Role.HEAD)
"""Whoever handles cases; an administrator of the system is not among them."""


def capacities(actor: Actor) -> frozenset[By]:
    """In which capacities this actor may take steps (of cases the queries let them see)."""
    if actor.kind == ActorKind.SYSTEM:
        return frozenset({By.SYSTEM})
    if actor.kind == ActorKind.PERSON:
        return frozenset({By.APPLICANT})
    found = set()
    if actor.has(Role.OFFICER):
        found.add(By.OFFICER)
    if actor.has(Role.APPROVER):
        found.add(By.APPROVER)
    if actor.has(Role.HEAD):
        found.add(By.HEAD)
    return frozenset(found)


def may_take(actor: Actor, action: Action) -> bool:
    return bool(STEPS[action].by & capacities(actor))


def actions_open(status: Status, actor: Actor) -> tuple[Action, ...]:
    """The steps this actor could take now, in the order of the table."""
    return tuple(
        action for action, s in STEPS.items() if status in s.sources and may_take(actor, action)
    )
