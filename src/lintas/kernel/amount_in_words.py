"""An amount of rupiah in words, as receipts write it."""

ONES = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def in_words(amount: int, language: str) -> str:
    """650000 -> "enam ratus lima puluh ribu rupiah". Unit: whole rupiah below 10**15."""
    if not 0 <= amount < 10**15:
        raise ValueError("an amount of rupiah below 10**15")
    return f"{_english(amount) if language == 'en' else _indonesian(amount)} rupiah"


def _indonesian(number: int) -> str:
    words: list[str] = []
    for scale, name in SCALES:
        count, number = divmod(number, scale)
        if count == 1 and scale == 1000:
            words.append("seribu")
        elif count:
            words += [_hundreds(count), name]
    if number or not words:
        words.append(_hundreds(number))
    return " ".join(words)


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{ONES[hundreds]} ratus")
    if rest or not words:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    if number < 10:
        return ONES[number]
    if number in {10, 11}:
        return "sepuluh" if number == 10 else "sebelas"
    if number < 20:
        return f"{ONES[number - 10]} belas"
    tens, rest = divmod(number, 10)
    return f"{ONES[tens]} puluh" + (f" {ONES[rest]}" if rest else "")


def _english(number: int) -> str:
    words: list[str] = []
    for scale, name in ENGLISH:
        count, number = divmod(number, scale)
        if count:
            words += [_english_hundreds(count), name]
    if number or not words:
        words.append(_english_hundreds(number))
    return " ".join(words)


def _english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{SMALL[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(TENS[tens] + (f"-{SMALL[ones]}" if ones else ""))
    elif rest or not words:
        words.append(SMALL[rest])
    return " ".join(words)
