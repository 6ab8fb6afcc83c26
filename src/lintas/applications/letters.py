"""The letters of a case: drafted from the template and the facts, kept as they were drafted."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from lintas.applications.errors import LetterNotSeen
from lintas.applications.models import Application
from lintas.applications.promises import ground_title
from lintas.applications.queries import office_of, service_of
from lintas.applications.telling import item_title
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import AppealRule, Office
from lintas.kernel.actor import Actor
from lintas.kernel.working_days import EVERY_DAY
from lintas.letters import public as letters
from lintas.letters.public import Draft

LANGUAGES = ("id", "en")


def draft_approval(application: Application, text: str, at: datetime) -> Draft | None:
    due_on = application.due_on
    promise = service_of(application).promise
    if promise.counted_from == "approval":
        office = office_of(application)
        due_on = office.calendar.add(office.today(at), promise.working_days)
    return draft(application, "approved", at, text=text, due_on=due_on)


def draft_refusal(
    application: Application, reason_id: str, text: str, at: datetime
) -> Draft | None:
    return draft(application, "refused", at, reason=reason_id, text=text)


def draft_return(application: Application, items: Mapping[str, str], at: datetime) -> Draft | None:
    return draft(application, "returned", at, items=items)


def draft_delay(
    application: Application, reason: str, announced_on: date, at: datetime
) -> Draft | None:
    return draft(application, "delayed", at, ground=reason, due_on=announced_on)


def draft_answer(
    application: Application, *, granted: bool, text: str, at: datetime
) -> Draft | None:
    """The answer to an objection."""
    if not granted:
        return draft(application, "appeal-upheld", at, text=text)
    office, promise = office_of(application), service_of(application).promise
    due_on = office.calendar.add(office.today(at), promise.working_days)
    return draft(application, "appeal-overturned", at, text=text, due_on=due_on)


def draft(
    application: Application,
    kind: str,
    at: datetime,
    *,
    text: str = "",
    reason: str = "",
    ground: str = "",
    items: Mapping[str, str] | None = None,
    due_on: date | None = None,
) -> Draft | None:
    """The same facts on the same day are the same words; None where the office has no template."""
    template = catalogue.letter_template(kind)
    if template is None:
        return None
    texts = {}
    for language in LANGUAGES:
        with override(language):
            facts = _facts(application, at, text, reason, ground, items or {}, due_on)
            paragraphs = [str(paragraph) for paragraph in template.paragraphs]
            texts[language] = letters.filled(str(template.title), paragraphs, facts)
    return Draft(kind, texts)


def _facts(
    application: Application,
    at: datetime,
    text: str,
    reason: str,
    ground: str,
    items: Mapping[str, str],
    due_on: date | None,
) -> dict[str, str]:
    service, office = service_of(application), office_of(application)
    refusal = next((r for r in service.refusal_reasons if r.id == reason), None)
    appeal = catalogue.appeal_rule(application.service)
    asked = [f"{item_title(service, i)}: {words.strip()}" for i, words in sorted(items.items())]
    return {
        "number": application.number,
        "name": application.answers.name,
        "service": str(service.title),
        "office": str(office.name),
        "day": date_format(office.today(at), "j F Y"),
        "due_on": date_format(due_on, "j F Y") if due_on else "",
        "reason": str(refusal.title) if refusal else ground_title(ground) if ground else "",
        "rule": refusal.rule if refusal else "",
        "text": text.strip(),
        "items": "; ".join(asked),
        **_appeal_facts(appeal, office, at),
    }


def _appeal_facts(appeal: AppealRule | None, office: Office, at: datetime) -> dict[str, str]:
    if appeal is None:
        return {"until": "", "basis": "", "next": ""}
    return {
        "until": date_format(last_day_to_object(appeal, office, office.today(at)), "j F Y"),
        "basis": appeal.rule if appeal.confirmed else f"{appeal.rule}, {_('perlu konfirmasi')}",
        "next": str(appeal.next),
    }


def last_day_to_object(appeal: AppealRule, office: Office, decided_on: date) -> date:
    calendar = office.calendar if appeal.file_unit == "working" else EVERY_DAY
    return calendar.add(decided_on, appeal.file_days)


def keep(
    application: Application, found: Draft | None, by: UUID | None, actor: Actor, at: datetime
) -> None:
    if found is not None:
        letters.keep_letter(
            case=application.pk, office=application.office, draft=found, by=by, actor=actor, at=at
        )


def must_be_seen(found: Draft | None, seen: str, *, always: bool) -> None:
    """What was previewed is what is sent. Raises: LetterNotSeen."""
    if found is None or (not seen and not always):
        return
    if seen != found.sha256:
        raise LetterNotSeen
