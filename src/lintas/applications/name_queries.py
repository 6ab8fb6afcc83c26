"""Finding cases by a name as somebody heard or half remembers it."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import OSA

from lintas.applications import names
from lintas.applications.models import Application, Mark, NameBearer, NameWord
from lintas.kernel.text import bare

MOST_LIKE = 40
"""Words of names that one typed word may mean."""
LOOKED_AT = 120
"""Cases that are compared letter by letter."""
FOUND = 50
NEWEST = 250
"""How many of those who bear a word are looked up one by one, the newest, before all are."""

LAST_LETTER = "\U0010ffff"
Marked = TypeVar("Marked", NameBearer, Mark)


def cases_named(rows: QuerySet[Application], typed: str) -> list[Application]:
    """The cases among `rows` whose names fit best: exactly, else nearly, in any order of words.

    Cost: a few index reads, whatever stands in the table; FOUND at most are given.
    """
    words = bare(typed).split()[: names.MOST_WORDS]
    if not words:
        return []
    known = dict(NameWord.objects.filter(word__in=words).values_list("word", "pk"))
    exact = [{known[word]} if word in known else set() for word in words]
    found = _named(rows, exact, FOUND)
    if len(found) < FOUND:
        meant = [there | more for there, more in zip(exact, _meant(words), strict=True)]
        found |= _named(rows, meant, LOOKED_AT)
        if not found and len(words) > 1:
            found = _all_but_one(rows, meant)
    newest = sorted(found, reverse=True)
    best = sorted(newest, key=lambda pk: -names.fit(words, found[pk]))[:FOUND]
    cases = rows.in_bulk(best)
    return [cases[pk] for pk in best if pk in cases]


def newest_among(
    rows: QuerySet[Application], ids: QuerySet[Marked, UUID], most: int
) -> dict[UUID, str]:
    """The newest of `rows` that are among these ids, with their names.

    `ids` come from an index in this order, so that of many the newest are enough; only where
    `rows` are narrowed to few among very many are both sides put together by the database.
    """
    newest = list(ids[:NEWEST])
    wanted = rows.order_by("-pk").values_list("pk", "answers__name")
    found = dict(wanted.filter(pk__in=newest)[:most])
    if len(found) == most or len(newest) < NEWEST:
        return found
    return dict(wanted.filter(pk__in=ids.order_by())[:most])


def _named(rows: QuerySet[Application], meant: Sequence[set[int]], most: int) -> dict[UUID, str]:
    """The names of the newest that bear a word of each set."""
    if not all(meant):
        return {}
    bearers = NameBearer.objects.order_by("-answers_id")
    ids = bearers.values_list("answers_id", flat=True)
    for words in meant[:-1]:
        ids = ids.filter(answers_id__in=_ids_bearing(words))
    return newest_among(rows, ids.filter(word__in=sorted(meant[-1])), most)


def _ids_bearing(words: set[int]) -> QuerySet[NameBearer, UUID]:
    bearers = NameBearer.objects.filter(word__in=sorted(words))
    return bearers.values_list("answers_id", flat=True)


def _all_but_one(rows: QuerySet[Application], meant: list[set[int]]) -> dict[UUID, str]:
    """One word too many was typed (a title, somebody else's family name)."""
    found: dict[UUID, str] = {}
    for left_out in range(len(meant)):
        rest = [ids for nth, ids in enumerate(meant) if nth != left_out]
        found |= _named(rows, rest, FOUND)
    return found


def _meant(typed: list[str]) -> list[set[int]]:
    """For each typed word the words that may be meant: begun, sounding alike, nearly spelt so."""
    near = _near_by_parts(typed) if connection.vendor == "postgresql" else _near_by_letters(typed)
    found = []
    for word in typed:
        close = {pk: names.closeness(word, *other) for pk, *other in near.get(word, ())}
        best = sorted((pk for pk in close if close[pk]), key=lambda pk: -close[pk])[:MOST_LIKE]
        begun = _ids(_begun(word)) if len(word) > 1 else []
        found.append({*best, *begun, *_ids(Q(sound=names.sound_of(word)))})
    return found


def _begun(word: str) -> Q:
    """On SQLite as a range: LIKE reads all words there."""
    if connection.vendor == "postgresql":
        return Q(word__startswith=word)
    return Q(word__gte=word, word__lt=word + LAST_LETTER)


def _ids(condition: Q) -> Sequence[int]:
    return list(NameWord.objects.filter(condition).values_list("pk", flat=True)[:MOST_LIKE])


Near = dict[str, list[tuple[int, str, str]]]
"""Words that may be near to a typed one, with their sounds."""


def _near_by_parts(typed: list[str]) -> Near:
    """By trigrams, from their index."""
    found = {}
    with connection.cursor() as cursor:
        for word in _long_enough(typed):
            cursor.execute(
                "SELECT id, word, sound FROM applications_nameword WHERE word %% %s "
                "ORDER BY similarity(word, %s) DESC LIMIT 200",
                [word, word],
            )
            found[word] = list(cursor.fetchall())
    return found


def _near_by_letters(typed: list[str]) -> Near:
    """By comparing with all, read once as one text: on SQLite they are some ten thousand."""
    if not _long_enough(typed):
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT group_concat(word, ' ') FROM applications_nameword")
        words, found = (cursor.fetchone()[0] or "").split(), {}
    for word in _long_enough(typed):
        near = process.extract(
            word,
            words,
            scorer=OSA.normalized_similarity,
            score_cutoff=names.ALIKE_ENOUGH,
            limit=200,
        )
        known = NameWord.objects.filter(word__in=[other for other, _, _ in near])
        found[word] = list(known.values_list("pk", "word", "sound"))
    return found


def _long_enough(typed: list[str]) -> list[str]:
    """A slip is forgiven in these (names.closeness)."""
    return [word for word in typed if len(word) > names.TOO_SHORT]
