"""Text as people type it, folded to what they meant."""

import unicodedata

JOINERS = "\u200c\u200d"
APOSTROPHES = str.maketrans("", "", "'`\u2018\u2019\u02bc\u02bb\u02b9")


def tidy(typed: str) -> str:
    """Control characters away, runs of white space to one blank, ends stripped, NFC.

    The joiners of Persian and Indic names stay: they are part of the spelling.
    """
    kept = "".join(
        " " if char.isspace() else char
        for char in typed
        if char.isspace() or char in JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
    )
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def fold_digits(typed: str) -> str:
    """Every decimal digit of any script (full-width, Arabic-Indic) as 0-9."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char
        for char in typed
    )


def only_digits(typed: str) -> str:
    """Digits folded; the blanks, dots and hyphens people put between them are dropped."""
    return "".join(char for char in fold_digits(typed) if char not in " .-\u00a0\u2010\u2011\u2013")


def bare(typed: str) -> str:
    """Lower case without accents or punctuation, for comparing and searching.

    Apostrophes vanish, so that Ma'ruf, Ma\u2019ruf and Maruf are one name.
    """
    decomposed = unicodedata.normalize("NFKD", typed.translate(APOSTROPHES)).casefold()
    return " ".join(
        "".join(
            c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c)
        ).split()
    )
