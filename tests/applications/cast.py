"""People who sign in with a contact of their own, and drafts they fill."""

import re
from uuid import UUID

from django.test import Client

from lintas.accounts.models import Account, CodeDevice
from lintas.applications.models import Application
from lintas.applications.party_models import Party
from lintas.applications.queries import missing_from, service_of
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from tests import walk
from tests.answers import answers_for

HELPER, PERSON, STRANGER = "0812 1111 0001", "0812 1111 0002", "0812 1111 0003"
GUARANTOR = "penjamin@contoh.example"
NAME = "Contoh Pendamping"


def signed_in(contact: str) -> Client:
    """With a code of its own; the twenty seconds between two codes are not waited for."""
    client = Client()
    CodeDevice.objects.filter(name="code").update(last_generated_timestamp=None)
    client.post("/masuk/", {"contact": contact})
    device = UUID(client.session["code-pending"]["device"])
    code = CodeDevice.objects.get(pk=device).token
    assert client.post("/masuk/kode/", {"code": code}).status_code == 302
    return client


def account(contact: str) -> Account:
    by = "email" if "@" in contact else "phone"
    value = contact if "@" in contact else "+62" + contact.replace(" ", "")[1:]
    return Account.objects.get(**{by: value})


def complete_draft(client: Client, slug: str) -> Application:
    """Every question answered and every paper photographed, through the pages."""
    service = catalogue.service(slug)
    answers = answers_for(service, clock.now().date())
    draft = walk.filled_draft(client, slug, answers, [])
    draft = Application.objects.select_related("answers").get(pk=draft.pk)
    for paper in missing_from(draft, service_of(draft)):
        given = {"paper": paper.id, "file": walk.photo(f"{paper.id}.jpg")}
        assert client.post(f"/permohonan/{draft.pk}/berkas/", given).status_code == 302, paper
    return draft


def help_with(
    client: Client, draft: Application, *, contact: str = PERSON, how: str = "code", kind="village"
) -> Party:
    """The draft is written down as filled in by whoever is signed in there."""
    given = {"name": NAME, "kind": kind, "how": how, "contact": contact}
    answer = client.post(f"/permohonan/{draft.pk}/orang/isi-untuk/", given)
    troubles = re.findall(r'class="trouble".*?</p>', answer.content.decode())
    assert answer.status_code == 302, troubles
    return Party.objects.get(application=draft, ended_at=None, invited=False)


def last_code(name: str) -> str:
    """What the last message of a kind carried."""
    token = CodeDevice.objects.filter(name=name).order_by("-id").first().token
    assert token
    return token


def code_asked(client: Client, draft: Application) -> str:
    """Sent to the applicant by the page; gives what the applicant would read out."""
    CodeDevice.objects.update(last_generated_timestamp=None)
    answer = client.post(f"/permohonan/{draft.pk}/konfirmasi/kode/")
    assert answer.status_code == 302, answer.content.decode()
    walk.work()
    return last_code("confirm")


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"
