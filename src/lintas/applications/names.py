"""How names are taken apart and compared: by words, by sound, by spelling. Pure.

Indonesian spelling changed twice (1947, 1972), names keep the old one, and Arabic and Dutch names
are written as heard: Soeharto and Suharto, Djoko and Joko, Yusuf and Joesoef. Mentawai names
double a word with or without a hyphen: Lau-lau, Laulau.
"""

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from lintas.kernel.text import bare

MOST_WORDS = 8
LONGEST = 60
ALIKE_ENOUGH = 0.66
"""Least share of a word that agrees, so that one slip in a word of four is forgiven."""
TOO_SHORT = 3
"""Letters of a word in which no slip is forgiven."""
SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("sh", "s"), ("nj", "ny"),
    ("ch", "k"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("dz", "z"), ("th", "t"), ("ts", "s"),
    ("ph", "f"), ("v", "f"), ("q", "k"), ("x", "ks"), ("y", "i"), ("j", "i"), ("h", ""), ("o", "u"),
    ("e", "i"),
)  # fmt: skip


def words_of(name: str) -> list[str]:
    """The words by which a name is found; of a doubled word also its other written form."""
    plain = [word[:LONGEST] for word in bare(name).split()][:MOST_WORDS]
    doubled = [one + one for one, other in pairwise(plain) if one == other]
    halves = [word[: len(word) // 2] for word in plain if is_doubled(word)]
    return list(dict.fromkeys([*plain, *(word[:LONGEST] for word in doubled), *halves]))


def is_doubled(word: str) -> bool:
    half = len(word) // 2
    return half >= 3 and word == word[:half] * 2


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """What stays of a word when spellings that sound alike are written alike."""
    for written, said in SOUNDS:
        word = word.replace(written, said)
    return re.sub(r"(.)\1+", r"\1", word)


def closeness(typed: str, word: str, sound: str = "") -> float:
    """How well a word of a name fits a typed one. Unit: 0 to 1; 0 when it does not.

    `sound` is the word's where it is known.
    """
    if word == typed:
        return 1.0
    if len(typed) >= 2 and word.startswith(typed):
        return 0.95
    if (sound or sound_of(word)) == sound_of(typed):
        return 0.9
    alike = DamerauLevenshtein.normalized_similarity(typed, word)
    return alike if len(typed) > TOO_SHORT and alike >= ALIKE_ENOUGH else 0.0


def fit(typed: list[str], name: str) -> float:
    """How well a whole name fits all typed words, in whichever order. Unit: 0 to 1."""
    there = words_of(name)
    best = [max((closeness(one, word) for word in there), default=0.0) for one in typed]
    return sum(best) / len(best) if best else 0.0
