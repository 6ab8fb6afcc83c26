"""The letters about a claim, drafted from the office's templates."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import override

from lintas.applications.public import Application
from lintas.catalogue import public as catalogue
from lintas.kernel.amount_in_words import in_words
from lintas.kernel.money import rupiah
from lintas.letters import public as letters
from lintas.letters.public import Draft
from lintas.refunds.models import Refund
from lintas.refunds.queries import ground_title

LANGUAGES = ("id", "en")
RECEIVED, APPROVED = "refund-received", "refund-approved"
REFUSED, TREASURY = "refund-refused", "refund-treasury"


def draft(
    refund: Refund, application: Application, kind: str, at: datetime, due_on: date | None = None
) -> Draft:
    """The same claim on the same day gives the same words. It never holds the account.

    Raises: LookupError where the office has no such template.
    """
    template = catalogue.letter_template(kind)
    if template is None:
        raise LookupError(kind)
    texts = {}
    for language in LANGUAGES:
        with override(language):
            facts = _facts(refund, application, kind, language, at, due_on)
            paragraphs = [str(paragraph) for paragraph in template.paragraphs]
            texts[language] = letters.filled(str(template.title), paragraphs, facts)
    return Draft(kind, texts)


def _facts(
    refund: Refund, application: Application, kind: str, language: str, at: datetime,
    due_on: date | None,
) -> dict[str, str]:  # fmt: skip
    office = catalogue.office(application.office)
    service = catalogue.service(application.service, application.service_version)
    granted = kind in {APPROVED, TREASURY} and refund.granted_rupiah is not None
    amount = refund.granted_rupiah if granted and refund.granted_rupiah else refund.amount_rupiah
    return {
        "number": application.number,
        "name": application.answers.name,
        "service": str(service.title),
        "office": str(office.name),
        "day": date_format(office.today(at), "j F Y"),
        "due_on": date_format(due_on, "j F Y") if due_on else "",
        "amount": rupiah(amount),
        "words": in_words(amount, language),
        "ntpn": refund.ntpn,
        "ntb": refund.ntb,
        "code": refund.billing_code,
        "paid_on": date_format(office.today(refund.paid_at), "j F Y"),
        "ground": str(ground_title(refund.ground)),
        "rule": refund.reason_rule if kind == REFUSED else refund.rule,
        "text": refund.reason,
    }
