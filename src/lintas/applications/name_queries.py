"""Finding cases by a name as somebody heard or half remembers it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from lintas.applications import names
from lintas.applications.models import Application, NameBearer, NameWord
from lintas.kernel.text import bare

MOST_LIKE = 40
"""Words of names that one typed word may mean."""
LOOKED_AT = 200
"""Cases that are compared letter by letter."""
FOUND = 50


def cases_named(rows: QuerySet[Application], typed: str) -> list[Application]:
    """The cases among `rows` whose names fit best: exactly, else nearly, in any order of words.

    Cost: a few index reads, whatever stands in the table; FOUND at most are given.
    """
    words = bare(typed).split()[: names.MOST_WORDS]
    if not words:
        return []
    exact = [set(_ids(Q(word=word))) for word in words]
    found = {row.pk: row for row in _bearers(rows, exact)[:FOUND]}
    if len(found) < FOUND:
        meant = [_meant(word) for word in words]
        for row in _bearers(rows, meant)[:LOOKED_AT]:
            found.setdefault(row.pk, row)
        if not found and len(words) > 1:
            found = {row.pk: row for row in _all_but_one(rows, meant)}
    newest = sorted(found.values(), key=lambda row: row.pk, reverse=True)
    return sorted(newest, key=lambda row: -names.fit(words, row.answers.name))[:FOUND]


def _ids(condition: Q) -> Sequence[int]:
    return list(NameWord.objects.filter(condition).values_list("pk", flat=True)[:MOST_LIKE])


def _bearers(rows: QuerySet[Application], meant: list[set[int]]) -> QuerySet[Application]:
    """Those who bear a word of each set, newest first."""
    for ids in meant:
        bearers: QuerySet[NameBearer, UUID] = NameBearer.objects.filter(
            word__in=sorted(ids)
        ).values_list("answers_id", flat=True)
        rows = rows.filter(pk__in=bearers)
    return rows.select_related("answers").order_by("-pk")


def _all_but_one(rows: QuerySet[Application], meant: list[set[int]]) -> list[Application]:
    """One word too many was typed (a title, somebody else's family name)."""
    found: dict[UUID, Application] = {}
    for left_out in range(len(meant)):
        rest = [ids for nth, ids in enumerate(meant) if nth != left_out]
        found |= {row.pk: row for row in _bearers(rows, rest)[:FOUND]}
    return list(found.values())


def _meant(typed: str) -> set[int]:
    """The words of names that may be meant: the same, begun, sounding alike, nearly spelt so."""
    close = {pk: names.closeness(typed, word) for pk, word in _near(typed)}
    best = sorted((pk for pk in close if close[pk]), key=lambda pk: -close[pk])[:MOST_LIKE]
    sure = Q(word=typed) | Q(sound=names.sound_of(typed))
    begun = _ids(Q(word__startswith=typed)) if len(typed) > 1 else []
    return {*_ids(sure), *begun, *best}


def _near(typed: str) -> list[tuple[int, str]]:
    """Words that may be near: by their trigrams where the database knows them, else by letters."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_limit(0.3)")
            cursor.execute(
                "SELECT id, word FROM applications_nameword WHERE word %% %s "
                "ORDER BY similarity(word, %s) DESC LIMIT 200",
                [typed, typed],
            )
            return list(cursor.fetchall())
    if len(typed) < 4:
        return []
    words = dict(NameWord.objects.values_list("pk", "word"))
    cutoff = names.ALIKE_ENOUGH
    near = process.extract(
        typed,
        words,
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=cutoff,
        limit=200,
    )
    return [(pk, word) for word, _alike, pk in near]
