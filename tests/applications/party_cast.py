"""Somebody who fills in for another, and the draft that they filled in."""

from django.test import Client

from lintas.applications.models import Application
from lintas.journal import public as journal
from tests import walk

SERVICE = "paspor-penggantian"
NAME_PAGE = "identitas"


def here(draft: Application, rest: str = "") -> str:
    return f"/permohonan/{draft.pk}/{rest}"


def kinds(draft: Application) -> list[str]:
    return [e.kind for e in journal.entries_of_case(draft.pk)]


def send(client: Client, draft: Application) -> int:
    return client.post(here(draft, "kirim/")).status_code


def changed(draft: Application) -> dict[str, object]:
    draft.answers.refresh_from_db()
    data = draft.answers.data
    return walk.form_of({"nama": "Contoh Diubah", "nik": data["nik"]})
