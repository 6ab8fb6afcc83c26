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
from lintas.applications.collection_commands import watch_collection
from lintas.applications.commands import start_draft, submit
from lintas.applications.desk_queries import (
    CasePage,
    CaseRow,
    CaseView,
    case_view,
    cases_page,
    open_counts,
)
from lintas.applications.paper_reactions import note_paper
from lintas.applications.payment_reactions import accept_payment, lapse
from lintas.applications.person_queries import MyApplication, my_applications, standing_of
from lintas.applications.queries import NotFound, application_for
from lintas.applications.rules import STEPS, Action, Status, actions_open
from lintas.applications.telling import NOTICES, tell_applicant
from lintas.applications.timeline import status_text
from lintas.applications.visit_commands import (
    finish_interview,
    miss_visit,
    record_arrival,
    start_interview,
)

__all__ = [
    "NOTICES",
    "STEPS",
    "Action",
    "CasePage",
    "CaseRow",
    "CaseView",
    "MyApplication",
    "NotFound",
    "Status",
    "accept_payment",
    "actions_open",
    "application_for",
    "approve",
    "case_view",
    "cases_page",
    "finish_interview",
    "hand_over",
    "lapse",
    "mark_ready",
    "miss_visit",
    "my_applications",
    "note_paper",
    "open_counts",
    "record_arrival",
    "record_check",
    "refuse",
    "return_for_correction",
    "standing_of",
    "start_draft",
    "start_interview",
    "start_production",
    "status_text",
    "submit",
    "tell_applicant",
    "watch_collection",
]
