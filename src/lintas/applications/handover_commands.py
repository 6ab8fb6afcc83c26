"""The hand-over at the counter: who came, what was seen, and that it is the right document."""

from datetime import datetime

from django.db import transaction

from lintas.applications.case_commands import staff_id
from lintas.applications.entries import Collected
from lintas.applications.errors import (
    CodeOfAnother,
    CollectorUnknown,
    DocumentOfAnother,
    IdentityOfAnother,
    IdentityUnchecked,
    OnItsWayByPost,
    PapersNotSeen,
)
from lintas.applications.handover_models import HandOver, MadeDocument, PostalDelivery
from lintas.applications.handover_queries import code_fits, numbers_on
from lintas.applications.handover_rules import (
    Collector,
    Given,
    Identity,
    masked_name,
    masked_number,
    not_seen,
    rule_of,
    same_number,
)
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.rules import Action
from lintas.kernel.actor import Actor

MARKED = {Identity.KTP: "nik", Identity.PASSPORT: "passport_number"}
"""Identities whose number may stand among the answers."""


@transaction.atomic
def hand_over(*, application: Application, given: Given, actor: Actor, at: datetime) -> None:
    """Give a finished document to whoever may have it.

    Raises: CodeOfAnother, DocumentOfAnother, CollectorUnknown, PapersNotSeen, IdentityUnchecked,
    IdentityOfAnother, OnItsWayByPost, ActionNotOpen.  Rule: paspor-diambil-orang-lain.
    Race: the guarded step, so of two counters one hands over.
    """
    collector = _checked(application, given)
    papers = tuple(sorted(given.seen))
    data = Collected(
        identity_checked=True, collector=collector, identity=given.identity, papers=papers
    )
    move(application, Action.HAND_OVER, data, actor=actor, at=at, rule=rule_of(collector))
    HandOver.objects.create(
        application=application,
        collector=collector,
        identity=given.identity,
        name_masked=masked_name(given.name or application.answers.name),
        number_masked=masked_number(given.identity_number),
        papers=list(papers),
        by=staff_id(actor),
        at=at,
    )


def _checked(application: Application, given: Given) -> Collector:
    """The right request, the right document, somebody who may have it, and really that person."""
    if not code_fits(application, given.code):
        raise CodeOfAnother
    made = MadeDocument.objects.filter(application=application).first()
    if made is not None and made.number and not same_number(given.document_number, made.number):
        raise DocumentOfAnother
    if application.deliveries.filter(state=PostalDelivery.State.ASKED).exists():
        raise OnItsWayByPost
    collector = _collector(given)
    if not given.agrees or len(given.identity_number.strip()) < 5:
        raise IdentityUnchecked
    if collector == Collector.OWNER:
        _is_the_owners(application, given)
    return collector


def _collector(given: Given) -> Collector:
    if given.collector not in list(Collector) or given.identity not in list(Identity):
        raise CollectorUnknown
    collector = Collector(given.collector)
    if collector != Collector.OWNER and not given.name.strip():
        raise CollectorUnknown
    if not_seen(collector, given.seen):
        raise PapersNotSeen
    return collector


def _is_the_owners(application: Application, given: Given) -> None:
    """The number shown is the one written, where the request asked for one of that kind."""
    written = numbers_on(application, MARKED.get(Identity(given.identity), ""))
    if written and not any(same_number(given.identity_number, number) for number in written):
        raise IdentityOfAnother
