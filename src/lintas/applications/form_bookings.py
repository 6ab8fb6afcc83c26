"""What a form of the site says besides the time: kept with the bookings of a lot."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lintas.applications.models import Application
from lintas.applications.need_commands import kept_needs, say_needs
from lintas.applications.visit_models import FormKey
from lintas.appointments.public import KeyUsedOtherwise
from lintas.journal import public as journal
from lintas.kernel.actor import Actor

KEY = ("key", "case", "digest", "made_at")


class Form(NamedTuple):
    """`key` is the hidden one that its page gave it, `digest` what stands in it."""

    key: UUID
    case: UUID
    digest: str
    needs: Collection[str]
    words: Mapping[str, str]


def was_done(form: Form) -> bool:
    """Cost: one index read. Raises: KeyUsedOtherwise when its key came with something else."""
    known = _KEYS.found([form.key])
    if known and known[0].digest != form.digest:
        raise KeyUsedOtherwise
    return bool(known)


_KEYS = journal.Prepared(lambda keys: FormKey.objects.filter(pk__any_of=keys))


def keep_forms(forms: Sequence[tuple[Form, Actor]], at: datetime) -> None:
    """Part of the lot's transaction. Raises: IntegrityError when one is being done elsewhere."""
    if not forms:
        return
    journal.add_rows(FormKey, KEY, [(one.key, one.case, one.digest, at) for one, _ in forms])
    kept = {row.pk for row in kept_needs([one.case for one, _ in forms])}
    for form, actor in forms:
        if form.needs or form.case in kept:
            say_needs(
                application=Application.objects.get(pk=form.case),
                ids=form.needs,
                words=form.words,
                actor=actor,
                at=at,
            )
