"""How long a draft is kept, and how far it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lintas.applications.models import Application
from lintas.applications.queries import answers_of, missing_from, office_of, service_of
from lintas.attachments import public as attachments


def last_word(draft: Application) -> datetime:
    """When something was last written, typed or uploaded. Cost: one query for the papers."""
    written = draft.answers.written_at or draft.created_at
    return max([written, *(a.stored_at for a in attachments.attachments_of(draft.pk))])


def kept_until(draft: Application) -> date:
    """The day on which a draft is erased unless somebody goes on."""
    office = office_of(draft)
    return office.today(last_word(draft)) + timedelta(days=office.draft_days)


@dataclass(frozen=True)
class Progress:
    """Steps without a gap, of all steps before sending."""

    done: int
    count: int


def progress_of(draft: Application) -> Progress:
    """Cost: one query for the papers."""
    service, answers = service_of(draft), answers_of(draft)
    pages = service.visible_pages(answers)
    missing = missing_from(draft, service)
    gaps = {one.page for one in missing if one.kind == "question"}
    papers_lack = any(one.kind == "paper" for one in missing)
    done = sum(page.id not in gaps for page in pages) + (not papers_lack)
    return Progress(done=done, count=len(pages) + 1)
