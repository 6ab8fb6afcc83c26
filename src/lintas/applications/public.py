"""The front door of applications."""

from lintas.applications.booking_commands import Answer, Booked
from lintas.applications.booking_requests import (
    BOOKINGS,
    LONGEST_KEY,
    LookCloser,
    SessionWants,
    wanted_by,
)
from lintas.applications.case_commands import (
    approve,
    record_check,
    refuse,
    return_for_correction,
)
from lintas.applications.change_queries import changes_of
from lintas.applications.collection_commands import watch_collection
from lintas.applications.commands import renew_secret, start_draft
from lintas.applications.day_commands import carry_people
from lintas.applications.day_preview import SeenBefore, seen_before
from lintas.applications.day_telling import OF_DAYS, tell_of_day
from lintas.applications.delay_commands import declare_delay
from lintas.applications.desk_queries import CaseView, case_view, open_counts
from lintas.applications.draft_commands import watch_drafts
from lintas.applications.draw_commands import book_drawn, renew_draw_entry
from lintas.applications.draw_telling import OF_DRAWS, tell_of_draw
from lintas.applications.errors import (
    ActionNotOpen,
    DocumentNumberUsed,
    NotSignedIn,
)
from lintas.applications.evidence_commands import store_evidence
from lintas.applications.evidence_queries import (
    Evidence,
    appeal_purpose,
    evidence_for,
    evidence_title,
    grounds_open,
    waiver_purpose,
)
from lintas.applications.handover_commands import hand_over
from lintas.applications.handover_queries import (
    HandOverFacts,
    Waiting,
    hand_over_facts,
    ready_by_code,
    waiting_documents,
)
from lintas.applications.handover_rules import MUST_BE_SEEN, Collector, Given, Identity, Seen
from lintas.applications.help_commands import end_party
from lintas.applications.holding_commands import put_in_hands
from lintas.applications.holding_queries import (
    Held,
    held,
    held_by_number,
    in_hands_of,
    loads,
    undecided,
)
from lintas.applications.identity_commands import correct_identity
from lintas.applications.identity_queries import bound_items, bound_questions
from lintas.applications.interview_commands import confirm_record, correct_record, take_notes
from lintas.applications.key_commands import forget_keys
from lintas.applications.letters import draft as draft_letter
from lintas.applications.letters import (
    draft_answer,
    draft_approval,
    draft_delay,
    draft_refusal,
    draft_return,
    last_day_to_object,
    must_be_seen,
)
from lintas.applications.letters import keep as keep_letter
from lintas.applications.list_filters import CaseFilters, Due, Scope, Sort
from lintas.applications.list_queries import CasePage, CaseRow, cases_page
from lintas.applications.lobby_front import (
    CAME,
    in_front_of,
    is_inside,
    to_be_written,
    waiting_answer,
)
from lintas.applications.lobby_memory import MEMORY
from lintas.applications.models import Application
from lintas.applications.need_commands import SaidNeed, needs_of
from lintas.applications.paper_reactions import note_paper, send_as_wished, stop_sending
from lintas.applications.party_queries import (
    confirmation_of,
    how_confirmed,
    invitations_to,
    is_owner,
    parties_of,
    stands_beside,
)
from lintas.applications.party_rules import PAPER as CONFIRMATION_PAPER
from lintas.applications.party_rules import sheet_sign
from lintas.applications.party_telling import (
    TO_BESIDE,
    send_confirmation,
    send_invitation,
    tell_beside,
)
from lintas.applications.payment_reactions import accept_payment, lapse
from lintas.applications.person_queries import MyApplication, my_applications, standing_of
from lintas.applications.post_commands import hand_to_post, receive_post, take_back_post
from lintas.applications.production_commands import (
    enter_batch,
    fail_document,
    finish_document,
    mark_ready,
    start_production,
)
from lintas.applications.production_queries import (
    ToMake,
    cases_in_production,
    cases_to_make,
    document_number_known,
    document_numbers,
    in_production_by_batches,
    waiting_to_be_made,
)
from lintas.applications.promise_lines import promise_lines, promise_rows
from lintas.applications.promise_telling import TO_PEOPLE, TO_STAFF, tell_of_promise, warn_staff
from lintas.applications.promises import (
    RETURNED,
    extend_promise,
    pause_promise,
    resume_promise,
)
from lintas.applications.queries import NotFound, application_for, secret_of
from lintas.applications.refusals import CaseContact, contact_of_case, refusal_of
from lintas.applications.related_queries import related_cases
from lintas.applications.review_commands import finish_review, reopen, send_out
from lintas.applications.rules import CASE_ROLES, STEPS, Action, Status, actions_open
from lintas.applications.sending_commands import submit
from lintas.applications.telling import NOTICES, quiet_of, tell_applicant
from lintas.applications.timeline import status_text
from lintas.applications.village_telling import OF_VILLAGES, tell_of_village
from lintas.applications.visit_commands import (
    finish_interview,
    miss_visit,
    record_arrival,
    start_interview,
)
from lintas.applications.visit_telling import (
    CALLED_OFF,
    call_off_reminders,
    remind,
    say_late_by_word,
    tell_cancelled,
    tell_missed,
)
from lintas.applications.wait_telling import tell_wait
from lintas.applications.waiver_commands import answer_waiver, propose_waiver

__all__ = [
    "BOOKINGS",
    "CALLED_OFF",
    "CAME",
    "CASE_ROLES",
    "CONFIRMATION_PAPER",
    "LONGEST_KEY",
    "MEMORY",
    "MUST_BE_SEEN",
    "NOTICES",
    "OF_DAYS",
    "OF_DRAWS",
    "OF_VILLAGES",
    "RETURNED",
    "STEPS",
    "TO_BESIDE",
    "TO_PEOPLE",
    "TO_STAFF",
    "Action",
    "ActionNotOpen",
    "Answer",
    "Application",
    "Booked",
    "CaseContact",
    "CaseFilters",
    "CasePage",
    "CaseRow",
    "CaseView",
    "Collector",
    "DocumentNumberUsed",
    "Due",
    "Evidence",
    "Given",
    "HandOverFacts",
    "Held",
    "Identity",
    "LookCloser",
    "MyApplication",
    "NotFound",
    "NotSignedIn",
    "SaidNeed",
    "Scope",
    "Seen",
    "SeenBefore",
    "SessionWants",
    "Sort",
    "Status",
    "ToMake",
    "Waiting",
    "accept_payment",
    "actions_open",
    "answer_waiver",
    "appeal_purpose",
    "application_for",
    "approve",
    "book_drawn",
    "bound_items",
    "bound_questions",
    "call_off_reminders",
    "carry_people",
    "case_view",
    "cases_in_production",
    "cases_page",
    "cases_to_make",
    "changes_of",
    "confirm_record",
    "confirmation_of",
    "contact_of_case",
    "correct_identity",
    "correct_record",
    "declare_delay",
    "document_number_known",
    "document_numbers",
    "draft_answer",
    "draft_approval",
    "draft_delay",
    "draft_letter",
    "draft_refusal",
    "draft_return",
    "end_party",
    "enter_batch",
    "evidence_for",
    "evidence_title",
    "extend_promise",
    "fail_document",
    "finish_document",
    "finish_interview",
    "finish_review",
    "forget_keys",
    "grounds_open",
    "hand_over",
    "hand_over_facts",
    "hand_to_post",
    "held",
    "held_by_number",
    "how_confirmed",
    "in_front_of",
    "in_hands_of",
    "in_production_by_batches",
    "invitations_to",
    "is_inside",
    "is_owner",
    "keep_letter",
    "lapse",
    "last_day_to_object",
    "loads",
    "mark_ready",
    "miss_visit",
    "must_be_seen",
    "my_applications",
    "needs_of",
    "note_paper",
    "open_counts",
    "parties_of",
    "pause_promise",
    "promise_lines",
    "promise_rows",
    "propose_waiver",
    "put_in_hands",
    "quiet_of",
    "ready_by_code",
    "receive_post",
    "record_arrival",
    "record_check",
    "refusal_of",
    "refuse",
    "related_cases",
    "remind",
    "renew_draw_entry",
    "renew_secret",
    "reopen",
    "resume_promise",
    "return_for_correction",
    "say_late_by_word",
    "secret_of",
    "seen_before",
    "send_as_wished",
    "send_confirmation",
    "send_invitation",
    "send_out",
    "sheet_sign",
    "standing_of",
    "stands_beside",
    "start_draft",
    "start_interview",
    "start_production",
    "status_text",
    "stop_sending",
    "store_evidence",
    "submit",
    "take_back_post",
    "take_notes",
    "tell_applicant",
    "tell_beside",
    "tell_cancelled",
    "tell_missed",
    "tell_of_day",
    "tell_of_draw",
    "tell_of_promise",
    "tell_of_village",
    "tell_wait",
    "to_be_written",
    "undecided",
    "waiting_answer",
    "waiting_documents",
    "waiting_to_be_made",
    "waiver_purpose",
    "wanted_by",
    "warn_staff",
    "watch_collection",
    "watch_drafts",
]
