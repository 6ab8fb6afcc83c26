"""Batches for the passport system: what waits, one batch, its file and its answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, id_named, names_of, staff
from lintas.desk.messages import said, say
from lintas.desk.words import BATCH_WORDS, LINE_WORDS, OUTCOME_WORDS, REASON_WORDS
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.production import public as production
from lintas.production.public import AnswerWrong, BatchUnknown, BatchView

STEPS = {"lepas": production.release_batch, "bongkar": production.discard_batch}


@staff(*production.PRODUCTION_ROLES)
@never_cache
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return _list(request, said(request), frozenset())


def _list(
    request: HttpRequest, sentence: str, chosen: frozenset[str], status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    page = production.batches_page(actor, request.GET.get("sesudah", ""))
    waiting = production.waiting_cases(actor)
    groups = [
        {
            "outcome": kind,
            "title": OUTCOME_WORDS[kind],
            "id": new_id(),
            "rows": [
                {
                    "case": one,
                    "own": one.decided_by == actor.id,
                    "chosen": str(one.application.pk) in chosen if chosen else True,
                }
                for one in waiting
                if one.kind == kind
            ],
        }
        for kind in production.KINDS
    ]
    context = {
        "here": "production",
        "groups": [group for group in groups if group["rows"]],
        "may_make": actor.has(Role.OFFICER),
        "rows": [(row, OUTCOME_WORDS[row.outcome], BATCH_WORDS[row.state]) for row in page.rows],
        "following": page.following,
        "said": sentence,
        "refused": status != 200,
    }
    return render(request, "desk/production.html", context, status=status)


@staff(*production.PRODUCTION_ROLES)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A batch of the chosen cases; refused, the choice stands as it was."""
    chosen = request.POST.getlist("case")
    try:
        made = production.make_batch(
            batch_id=id_named(request.POST.get("batch", "")),
            outcome=request.POST.get("outcome", ""),
            cases={id_named(case) for case in chosen},
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return _list(request, str(refusal), frozenset(chosen), status=422)
    return redirect("desk:batch", made.pk)


def _open(request: HttpRequest, batch_id: UUID) -> BatchView:
    try:
        return production.batch_view(actor_of(request), batch_id)
    except BatchUnknown:
        raise Http404 from None


@staff(*production.PRODUCTION_ROLES)
@never_cache
@require_GET
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return _show(request, _open(request, batch_id), said(request), [])


def _show(
    request: HttpRequest, view: BatchView, sentence: str, faults: list[str], status: int = 200
) -> HttpResponse:
    actor, own = actor_of(request), view.batch
    people = names_of({i for i in (own.made_by, own.released_by) if i is not None})
    context: dict[str, Any] = {
        "here": "production",
        "view": view,
        "batch": own,
        "outcome": OUTCOME_WORDS[own.outcome],
        "state": BATCH_WORDS[own.state],
        "lines": [
            (line, LINE_WORDS[line.state], REASON_WORDS.get(line.reason, line.reason))
            for line in view.lines
        ],
        "made_by": people.get(own.made_by, ""),
        "released_by": people.get(own.released_by, "") if own.released_by else "",
        "may_step": own.state == "made" and actor.has(Role.OFFICER, Role.APPROVER),
        "may_release": own.made_by != actor.id,
        "may_answer": own.state in {"released", "sent"} and actor.has(Role.OFFICER),
        "has_file": bool(own.content) and own.state != "made",
        "said": sentence,
        "faults": faults,
        "refused": status != 200,
    }
    return render(request, "desk/batch.html", context, status=status)


@staff(*production.PRODUCTION_ROLES)
@require_POST
def step(request: HttpRequest, batch_id: UUID, step: str) -> HttpResponse:
    """Release it, or take it apart."""
    if step not in STEPS:
        raise Http404
    view = _open(request, batch_id)
    try:
        STEPS[step](batch_id=view.batch.pk, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        return _show(request, _open(request, batch_id), str(refusal), [], status=422)
    return redirect("desk:batch", batch_id)


@staff(*production.PRODUCTION_ROLES)
@never_cache
@require_GET
def download(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The batch file, while it is kept."""
    found = _open(request, batch_id).batch
    if not found.content or found.state == "made":
        raise Http404
    answer = HttpResponse(found.content, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.jsonl"'
    return answer


@staff(Role.OFFICER)
@require_POST
def answer(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """An answer file by hand; everything that is wrong with it is said at once."""
    view = _open(request, batch_id)
    file = request.FILES.get("answer")
    if file is None:
        sentence = _("Pilih berkas jawaban dari sistem paspor.")
        return _show(request, view, sentence, [], status=422)
    content = file.read(production.MOST_BYTES + 1)
    try:
        new = production.take_answer(
            batch_id=view.batch.pk, content=content, actor=actor_of(request), at=clock.now()
        )
    except Refused as refusal:
        faults = refusal.sentences if isinstance(refusal, AnswerWrong) else []
        return _show(request, _open(request, batch_id), str(refusal), faults, status=422)
    again = _("Jawaban ini sudah diterima sebelumnya; tidak ada yang berubah.")
    say(request, _("Jawaban diterima.") if new else again)
    return redirect("desk:batch", batch_id)
