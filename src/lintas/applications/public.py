"""The front door of applications."""

from lintas.applications.case_commands import (
    approve,
    hand_over,
    mark_ready,
    record_check,
    refuse,
    return_for_correction,
    start_production,
)
from lintas.applications.change_queries import changes_of
from lintas.applications.collection_commands import watch_collection
from lintas.applications.commands import start_draft, submit
from lintas.applications.desk_queries import CaseView, case_view, open_counts
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
from lintas.applications.paper_reactions import note_paper
from lintas.applications.payment_reactions import accept_payment, lapse
from lintas.applications.person_queries import MyApplication, my_applications, standing_of
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
    "NOTICES",
    "STEPS",
    "Action",
    "CaseFilters",
    "CasePage",
    "CaseRow",
    "CaseView",
    "Due",
    "Held",
    "MyApplication",
    "NotFound",
    "Scope",
    "Sort",
    "Status",
    "accept_payment",
    "actions_open",
    "application_for",
    "approve",
    "case_view",
    "cases_page",
    "changes_of",
    "finish_interview",
    "hand_over",
    "held",
    "held_by_number",
    "in_hands_of",
    "lapse",
    "loads",
    "mark_ready",
    "miss_visit",
    "my_applications",
    "note_paper",
    "open_counts",
    "put_in_hands",
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
    "tell_applicant",
    "undecided",
    "watch_collection",
]
