"""Papers that prove a ground: for a fee set aside, for going first, for an objection.

They lie beside the papers of the service, each under a purpose that names its ground, so that they
are sealed, shown and erased like those. What an objection's are called is known here; which of them
are open is for appeals to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lintas.applications.models import Application
from lintas.applications.queries import answers_of, service_of
from lintas.applications.rules import ENDED
from lintas.attachments import public as attachments
from lintas.attachments.public import AttachmentView, IncomingView
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import WaiverGround
from lintas.waivers import public as waivers

WAIVER, APPEAL = "waiver-", "appeal-"


def waiver_purpose(ground: str) -> str:
    return f"{WAIVER}{ground}"


def appeal_purpose(decision: int) -> str:
    return f"{APPEAL}{decision}"


def is_evidence(purpose: str) -> bool:
    return purpose.startswith((WAIVER, APPEAL))


def evidence_title(service: str, purpose: str) -> object:
    """What a person knows it by; "" when it is no evidence."""
    if purpose.startswith(APPEAL):
        return _("Bukti keberatan")
    titles = {waiver_purpose(one.id): one.title for one in catalogue.waiver_grounds(service)}
    return titles.get(purpose, _("Bukti") if is_evidence(purpose) else "")


@dataclass(frozen=True)
class Evidence:
    """What came for one ground; nothing of it is taken back while somebody decides by it."""

    purpose: str
    title: object
    uploads: Sequence[AttachmentView]
    coming: Sequence[IncomingView]
    fixed: bool
    claimed: bool = False
    confirmed: bool = True
    """Whether the ground's rule has a source."""
    trouble: str = ""


def evidence_for(case: UUID, purpose: str, title: object, *, fixed: bool) -> Evidence:
    """Cost: two index reads."""
    return Evidence(
        purpose,
        title,
        [one for one in attachments.attachments_of(case) if one.purpose == purpose],
        [one for one in attachments.incoming_of(case) if one.purpose == purpose],
        fixed,
    )


def grounds_open(application: Application) -> list[WaiverGround]:
    """For which evidence can be brought now: not once a ground was approved, or all has ended."""
    return _open_beside(application, waivers.waivers_of(application.pk))


def _open_beside(
    application: Application, said: Sequence[waivers.WaiverView]
) -> list[WaiverGround]:
    if application.status in ENDED:
        return []
    answered = {one.ground for one in said if one.state == "approved"}
    grounds = catalogue.waiver_grounds(application.service)
    return [ground for ground in grounds if ground.id not in answered]


def waiver_evidence(application: Application) -> list[Evidence]:
    """A row for each ground a person can bring evidence for, those their answers claim first.

    A fee is set aside only for what the answers claim; going first is of use where there is a
    visit. Cost: three index reads.
    """
    said = waivers.waivers_of(application.pk)
    proposed = {one.ground for one in said if one.state == "proposed"}
    there = attachments.attachments_of(application.pk)
    coming = attachments.incoming_of(application.pk)
    rows = []
    for ground in _open_beside(application, said):
        purpose = waiver_purpose(ground.id)
        claimed = ground.claimed is not None and ground.claimed.holds(answers_of(application))
        no_use = ground.kind == waivers.PRIORITY and service_of(application).visit is None
        if no_use or (ground.claimed is not None and not claimed):
            continue
        rows.append(
            Evidence(
                purpose,
                ground.title,
                [one for one in there if one.purpose == purpose],
                [one for one in coming if one.purpose == purpose],
                ground.id in proposed,
                claimed,
                ground.confirmed,
            )
        )
    return sorted(rows, key=lambda row: not row.claimed)
