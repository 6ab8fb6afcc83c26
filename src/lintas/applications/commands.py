"""What a person does with a request: start, write, withdraw (sending: sending_commands.py)."""

import secrets as randomness
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.applications.correction_queries import correctable
from lintas.applications.entries import (
    PageSaved,
    SecretRenewed,
    Started,
    Withdrawn,
)
from lintas.applications.errors import (
    ActionNotOpen,
    ChangedElsewhere,
)
from lintas.applications.help_commands import carry_over, may_begin_again
from lintas.applications.identity_queries import bound_items
from lintas.applications.marks import marks_of
from lintas.applications.merging import merge
from lintas.applications.models import Answers, Application, Mark, NameBearer, NameWord
from lintas.applications.moves import move
from lintas.applications.mrz_fill import filled_by_mrz
from lintas.applications.names import sound_of, words_of
from lintas.applications.party_queries import party_of
from lintas.applications.queries import (
    answers_of,
    service_of,
)
from lintas.applications.rules import WRITABLE, Action, Status
from lintas.applications.typed_commands import forget_typed
from lintas.applications.wish_commands import overtake_sending
from lintas.appointments import public as appointments
from lintas.attachments import public as attachments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.kernel.numbers import new_number
from lintas.kernel.text import bare
from lintas.payments import public as payments
from lintas.promises import public as promises
from lintas.queue import public as queue

NUMBERS_TRIED = 20
NOTHING_SHOWN: Mapping[str, str] = {}


def start_draft(
    *,
    application_id: UUID,
    service: Service,
    office: str,
    language: str,
    actor: Actor,
    at: datetime,
) -> Application:
    """Open a draft under the service's present version; needs no account.

    The same id again gives the draft that is there.
    """
    for _ in range(NUMBERS_TRIED):
        found = Application.objects.filter(pk=application_id).first()
        if found is not None:
            return found
        try:
            return _start(application_id, service, office, language, actor, at)
        except IntegrityError:
            continue  # another application has this number: take another
    raise ActionNotOpen


@transaction.atomic
def _start(
    application_id: UUID, service: Service, office: str, language: str, actor: Actor, at: datetime
) -> Application:
    place = catalogue.office(office)
    application = Application.objects.create(
        id=application_id,
        number=new_number(place.prefix, place.today(at).year),
        salt=randomness.token_hex(8),
        door=application_id,
        office=office,
        service=service.id,
        service_version=service.version,
        account_id=actor.id,
        language=language,
        status=Status.DRAFT,
        status_since=at,
        created_at=at,
    )
    Answers.objects.create(application=application, written_at=at)
    journal.record(
        Started(number=application.number, service=service.id, service_version=service.version),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=office,
        at=at,
    )
    return application


@transaction.atomic
def write_down(
    *, application: Application, values: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    """Keep answers that are known already, each on its page. Raises: ActionNotOpen."""
    for page in service_of(application).pages:
        here = {q: values[q] for q in page.questions if q in values}
        if here:
            save_page(application=application, page=page.id, values=here, actor=actor, at=at)


@transaction.atomic
def start_again(
    *, application_id: UUID, ended: Application, actor: Actor, at: datetime
) -> Application:
    """A new draft with the answers and papers of another, or of one that lapsed or was withdrawn.

    Under the service's present version: what that asks in other words is asked again.
    Raises: ActionNotOpen.
    """
    if ended.status not in {Status.DRAFT, Status.LAPSED, Status.WITHDRAWN}:
        raise ActionNotOpen
    party = party_of(ended, actor)
    if party is not None and (ended.status == Status.DRAFT or not may_begin_again(party)):
        raise ActionNotOpen
    before, service = service_of(ended), catalogue.service(ended.service)
    draft = start_draft(
        application_id=application_id,
        service=service,
        office=ended.office,
        language=ended.language,
        actor=actor,
        at=at,
    )
    same = {q.id for q in service.questions if q in before.questions}
    given = {q: value for q, value in answers_of(ended).items() if q in same}
    if party is not None:
        carry_over(party=party, source=ended, draft=draft)
    write_down(application=draft, values=given, actor=actor, at=at)
    attachments.copy_attachments(
        source=ended.pk,
        target=draft.pk,
        purposes=[paper.id for paper in service.papers],
        office=draft.office,
        actor=actor,
        at=at,
    )
    return draft


@transaction.atomic
def save_page(
    *, application: Application, page: str, values: Mapping[str, str], actor: Actor, at: datetime,
    shown: Mapping[str, str] = NOTHING_SHOWN,
) -> None:  # fmt: skip
    """Keep the answers of one page; while returned, only what was asked to be corrected.

    `shown` is what the person's page showed (merging.py).
    Raises: ActionNotOpen, ChangedElsewhere.
    Race: the answers' row is locked, so two pages saved at once both stay.
    """
    answers = Answers.objects.select_for_update().get(application=application)
    current = Application.objects.get(pk=application.pk)
    if current.status not in WRITABLE:
        raise ActionNotOpen
    if current.status == Status.RETURNED:
        open_now = correctable(current) - bound_items(current)
        values = {k: v for k, v in values.items() if f"question:{k}" in open_now}
        items = [f"question:{k}" for k in values]
        application.corrections.filter(done_at=None, item__in=items).update(done_at=at)
    questions = list(values)
    values, clashing = merge(answers.data, values, shown)
    if clashing:
        raise ChangedElsewhere({q: answers.data.get(q, "") for q in clashing})
    if current.status != Status.RETURNED:
        values = {**filled_by_mrz(application, answers.data, values, at), **values}
    changed = any(answers.data.get(q, "") != value for q, value in values.items())
    answers.data = {**answers.data, **values}
    put_down(application=application, answers=answers, at=at)
    forget_typed(answers=answers, page=page, questions=questions, actor=actor, at=at)
    if changed:
        overtake_sending(answers=answers, actor=actor, at=at)
    application.answers = answers
    journal.record(
        PageSaved(page=page),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )


def put_down(*, application: Application, answers: Answers, at: datetime) -> None:
    """Keep answers with the name and the numbers by which they are found; their row is locked."""
    main = service_of(application).main_name
    answers.name = answers.data.get(main.id, "") if main else ""
    answers.name_folded = bare(answers.name)
    answers.written_at, answers.warned_days = at, None
    answers.save()
    _note_marks(application, answers)
    _note_name_words(answers)


def correct_paper(*, application: Application, paper: str, at: datetime) -> None:
    """A paper that was asked for again has come."""
    application.corrections.filter(done_at=None, item=f"paper:{paper}").update(done_at=at)


def _note_marks(application: Application, answers: Answers) -> None:
    """Keep by which numbers this case is found. Race: the answers' row is locked."""
    marks = marks_of(service_of(application), answers.data)
    there = set(answers.marks.values_list("value", flat=True))
    answers.marks.filter(value__in=there - marks).delete()
    Mark.objects.bulk_create(Mark(answers=answers, value=value) for value in marks - there)


def _note_name_words(answers: Answers) -> None:
    """Keep by which words this case is found. Race: the answers' row is locked."""
    words = words_of(answers.name)
    fresh = [NameWord(word=word, sound=sound_of(word)) for word in words]
    NameWord.objects.bulk_create(fresh, ignore_conflicts=True)
    ids = set(NameWord.objects.filter(word__in=words).values_list("pk", flat=True))
    there = set(answers.name_words.values_list("word_id", flat=True))
    answers.name_words.filter(word__in=there - ids).delete()
    NameBearer.objects.bulk_create(NameBearer(answers=answers, word_id=pk) for pk in ids - there)


@transaction.atomic
def withdraw(*, application: Application, actor: Actor, at: datetime) -> None:
    """Take a request back before it is decided: its place is free, its unpaid code is closed.

    Raises: ActionNotOpen.
    """
    move(application, Action.WITHDRAW, Withdrawn(), actor=actor, at=at)
    promises.drop(subject=application.pk, actor=actor, at=at)
    payments.cancel_bill(case=application.pk, actor=actor, at=at)
    booking = appointments.booking_of(application.pk)
    if booking is not None and booking.status == "live":
        appointments.cancel_booking(booking_id=booking.id, actor=actor, at=at)
    ticket = queue.ticket_of(application.pk)
    if ticket is not None and ticket.status in {"issued", "waiting"}:
        queue.cancel_ticket(ticket_id=ticket.id, actor=actor, at=at)


@transaction.atomic
def renew_secret(*, application: Application, actor: Actor, at: datetime) -> None:
    """Make another secret; the old one stops working, also where it has opened a browser."""
    salt, door = randomness.token_hex(8), new_id()
    Application.objects.filter(pk=application.pk).update(salt=salt, door=door)
    application.salt, application.door = salt, door
    journal.record(
        SecretRenewed(),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )


def store_paper(
    *, application: Application, paper: str, name: str, content: attachments.Upload, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """Take one photo or PDF for a paper; while returned, only papers asked for again.

    Where a scanner is away it waits in quarantine and comes later (note_paper).
    Raises: ActionNotOpen, UploadRefused.
    """
    current = Application.objects.get(pk=application.pk)
    if current.status not in WRITABLE:
        raise ActionNotOpen
    if current.status == Status.RETURNED and f"paper:{paper}" not in correctable(current):
        raise ActionNotOpen
    stored = attachments.store_upload(
        attachment_id=new_id(),
        case=application.pk,
        purpose=paper,
        name=name,
        content=content,
        office=application.office,
        actor=actor,
        at=at,
    )
    if stored is not None:
        correct_paper(application=application, paper=paper, at=at)


@transaction.atomic
def remove_paper(
    *, application: Application, attachment_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a paper back; a wish to send falls away. Raises: NoSuchAttachment."""
    overtake_sending(answers=application.answers, actor=actor, at=at)
    attachments.remove_attachment(
        attachment_id=attachment_id, office=application.office, actor=actor, at=at
    )


@transaction.atomic
def give_up_upload(
    *, application: Application, upload_id: UUID, actor: Actor, at: datetime
) -> None:
    """Drop an upload, or put its refusal away; one that was waited for ends a wish to send."""
    found = attachments.incoming(application.pk, upload_id, at)
    if found is not None and found.state == "waiting":
        overtake_sending(answers=application.answers, actor=actor, at=at)
    attachments.drop_incoming(incoming_id=upload_id)
