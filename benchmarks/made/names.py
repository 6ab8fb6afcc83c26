"""A made-up vocabulary of names and the slips people make when they write them."""

import random
from itertools import chain, islice, product

GIVEN = """
muhammad siti maria ahmad sri markus yohana lukas rosa martinus agus dewi eko budi sari maruf
nurul rina joko suharto yusuf paulus petrus agustina elisabet fransiskus andreas hendra wahyu
indah putri rizki dian fitri bambang slamet tri wayan made ketut nyoman
""".split()
FAMILY = """
sakeletuk saogo sababalat samaloisa siritoitet sabelau salolosit tatubeket sakerebau
samangilailai sikaraja saleleubaja satoko siregar nasution tanjung chaniago santoso wijaya
hidayat kurniawan setiawan saputra lestari rahayu
""".split()
BEGIN = "a ba bu da di fe ga ha i ja ka ki la ma mu na ni o pa ra sa su ta u wa ya".split()
MIDDLE = "ba bi da go hi ja la li lo ma mi na ra ri ro sa si ta ti wa".split()
END = "di ga ka la man na ni no rga ri san ta ti to wan ya".split()
OLD_SPELLINGS = {"maruf": "makruf", "suharto": "soeharto", "yusuf": "joesoef", "joko": "djoko"}


def vocabulary(cases: int) -> list[str]:
    """The most frequent first. It grows as vocabularies do (Heaps): 60,000 words in a million."""
    rare = chain(
        product(BEGIN, MIDDLE, END),
        product(BEGIN, MIDDLE, MIDDLE, END),
        product(BEGIN, MIDDLE, MIDDLE, MIDDLE, END),
    )
    size = int(10 * (2 * cases) ** 0.6)
    words = ["".join(parts) for parts in islice(rare, size)]
    random.Random(1).shuffle(words)
    often = [word for pair in zip(GIVEN, FAMILY, strict=False) for word in pair]
    return list(dict.fromkeys([*often, *GIVEN, *words]))


def slip(chance: random.Random, word: str) -> str:
    """As somebody mistypes: the old spelling, a letter twice, one wrong, two swapped."""
    if word in OLD_SPELLINGS:
        return OLD_SPELLINGS[word]
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return word[:place] + word[place] + word[place:]
    if kind == 1:
        return word[:place] + chance.choice("aeiou") + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
