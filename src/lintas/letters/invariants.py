"""What must always hold of letters: each has the words its hash and the journal name."""

from collections.abc import Iterator

from lintas.journal import public as journal
from lintas.letters.models import Letter
from lintas.letters.rules import hash_of


def check_letters() -> Iterator[str]:
    for letter in Letter.objects.iterator():
        said = [e.data.sha256 for e in journal.entries_about(letter.id) if e.kind == "letter:made"]
        if said != [letter.sha256] or hash_of(letter.body) != letter.sha256:
            yield f"The letter {letter.id} does not have the words the journal names."
