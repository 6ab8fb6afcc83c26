"""How well something typed fits a name, forgiving its spelling. Pure."""

from rapidfuzz import fuzz

from lintas.kernel.text import bare

LEAST_LIKENESS = 72


def likeness(wanted: str, text: str) -> float:
    """How well a search fits a text, forgiving spelling. Unit: 0 to 100."""
    words, there = _telling(wanted), bare(text).split()
    if not words or not there:
        return 0.0
    best = [max(_alike(word, other) for other in there) for word in words]
    return sum(best) / len(best)


def _telling(text: str) -> list[str]:
    """The words that say something: the e of e-paspor does not."""
    words = bare(text).split()
    return [word for word in words if len(word) > 1] or words


def _alike(word: str, other: str) -> float:
    return 100.0 if other.startswith(word) and len(word) > 1 else fuzz.ratio(word, other)
