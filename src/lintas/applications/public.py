"""The front door of applications."""

from lintas.applications.case_commands import (
    approve,
    record_check,
    refuse,
    return_for_correction,
)
from lintas.applications.change_queries import changes_of
from lintas.applications.collection_commands import watch_collection
from lintas.applications.commands import start_draft, submit
from lintas.applications.desk_queries import CaseView, case_view, open_counts
from lintas.applications.errors import ActionNotOpen, DocumentNumberUsed
from lintas.applications.handover_commands import hand_over
from lintas.applications.handover_queries import (
    HandOverFacts,
    Waiting,
    hand_over_facts,
    ready_by_code,
    waiting_documents,
)
from lintas.applications.handover_rules import MUST_BE_SEEN, Collector, Given, Identity, Seen
from lintas.applications.holding_commands import put_in_hands
from lintas.applications.holding_queries import (
    Held,
    held,
    held_by_number,
    in_hands_of,
    loads,
    related_cases,
    undecided,
)
from lintas.applications.list_queries import (
    CaseFilters,
    CasePage,
    CaseRow,
    Due,
    Scope,
    Sort,
    cases_page,
)
from lintas.applications.draft_commands import watch_drafts
from lintas.applications.paper_reactions import note_paper
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
from lintas.applications.queries import NotFound, application_for
from lintas.applications.rules import CASE_ROLES, STEPS, Action, Status, actions_open
from lintas.applications.telling import NOTICES, tell_applicant
from lintas.applications.timeline import status_text
from lintas.applications.visit_commands import (
    finish_interview,
    miss_visit,
    record_arrival,
    start_interview,
)

__all__ = [
    "CASE_ROLES",
    "MUST_BE_SEEN",
    "NOTICES",
    "STEPS",
    "Action",
    "ActionNotOpen",
    "CaseFilters",
    "CasePage",
    "CaseRow",
    "CaseView",
    "Collector",
    "DocumentNumberUsed",
    "Due",
    "Given",
    "HandOverFacts",
    "Held",
    "Identity",
    "MyApplication",
    "NotFound",
    "Scope",
    "Seen",
    "Sort",
    "Status",
    "ToMake",
    "Waiting",
    "accept_payment",
    "actions_open",
    "application_for",
    "approve",
    "case_view",
    "cases_in_production",
    "cases_page",
    "cases_to_make",
    "changes_of",
    "document_number_known",
    "document_numbers",
    "enter_batch",
    "fail_document",
    "finish_document",
    "finish_interview",
    "hand_over",
    "hand_over_facts",
    "hand_to_post",
    "held",
    "held_by_number",
    "in_hands_of",
    "in_production_by_batches",
    "lapse",
    "loads",
    "mark_ready",
    "miss_visit",
    "my_applications",
    "note_paper",
    "open_counts",
    "put_in_hands",
    "ready_by_code",
    "receive_post",
    "record_arrival",
    "record_check",
    "refuse",
    "related_cases",
    "return_for_correction",
    "standing_of",
    "start_draft",
    "start_interview",
    "start_production",
    "status_text",
    "submit",
    "take_back_post",
    "tell_applicant",
    "undecided",
    "waiting_documents",
    "waiting_to_be_made",
    "watch_collection",
    "watch_drafts",
]
