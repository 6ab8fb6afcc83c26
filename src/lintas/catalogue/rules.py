"""Who may apply: named predicates that services name in `may_apply`. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from lintas.catalogue.answers import Answers

ADULT_YEARS = 17
CHOOSING_YEARS = 21
FITS_ITAP = {"tiga-tahun": ("itas-sejak", 3), "kawin-wni": ("kawin-sejak", 2)}
"""The ground given, to the question that holds its first day and the years it takes."""

Predicate = Callable[[Answers, date], bool]


def years_between(born_on: date, day: date) -> int:
    """Full years of age on a day."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (0 if had_birthday else 1)


def day_in(answers: Answers, question: str) -> date | None:
    try:
        return date.fromisoformat(answers.get(question, ""))
    except ValueError:
        return None


def years_of(answers: Answers, day: date) -> int | None:
    """How old whoever asks is on a day; None where the service does not ask."""
    born_on = day_in(answers, "tanggal-lahir")
    return years_between(born_on, day) if born_on is not None and born_on <= day else None


def adult_or_married(answers: Answers, day: date) -> bool:
    """Rule: pp-31-2013, Permenkumham 18/2022 art. 2A: 17 years, or married."""
    born_on = day_in(answers, "tanggal-lahir")
    married = answers.get("status-kawin") in {"kawin", "pernah-kawin"}
    return born_on is None or married or years_between(born_on, day) >= ADULT_YEARS


def child(answers: Answers, day: date) -> bool:
    """Rule: syarat-paspor-anak: below 17."""
    born_on = day_in(answers, "tanggal-lahir")
    return born_on is None or years_between(born_on, day) < ADULT_YEARS


def before_the_age_of_choosing(answers: Answers, day: date) -> bool:
    """Rule: masa-berlaku-paspor: two nationalities are held until 21 at most."""
    born_on = day_in(answers, "tanggal-lahir")
    return born_on is None or years_between(born_on, day) < CHOOSING_YEARS


def born_in_the_past(answers: Answers, day: date) -> bool:
    born_on = day_in(answers, "tanggal-lahir")
    return born_on is None or born_on <= day


def old_passport_at_hand(answers: Answers, day: date) -> bool:
    """Lost and damaged passports take another way (police report, interview, burden fee)."""
    return answers.get("keadaan-paspor-lama", "utuh") == "utuh"


def no_passport_before(answers: Answers, day: date) -> bool:
    """Rule: pilih-jenis-paspor: a first passport asked for in error costs the fee."""
    return answers.get("pernah-punya-paspor", "belum") == "belum"


def permit_still_valid(answers: Answers, day: date) -> bool:
    """An extension is asked for before the permit ends."""
    ends_on = day_in(answers, "izin-berlaku-sampai")
    return ends_on is None or ends_on >= day


def not_extended_before(answers: Answers, day: date) -> bool:
    """Visa on arrival: thirty days, extended once by thirty."""
    return answers.get("pernah-diperpanjang", "tidak") == "tidak"


def convertible_visa(answers: Answers, day: date) -> bool:
    """Rule: alih-status: what began by a visa on arrival or without a visa stays a visit."""
    return answers.get("jenis-visa", "") not in {"voa", "bebas-visa"}


def long_enough_for_itap(answers: Answers, day: date) -> bool:
    """Rule: syarat-itap: three years on an ITAS, or two of marriage to an Indonesian."""
    question, years = FITS_ITAP.get(answers.get("alasan-itap", ""), ("", 0))
    since = day_in(answers, question)
    return since is None or years_between(since, day) >= years


def passport_valid_half_a_year(answers: Answers, day: date) -> bool:
    ends_on = day_in(answers, "paspor-berlaku-sampai")
    return ends_on is None or ends_on >= day + timedelta(days=182)


PREDICATES: dict[str, tuple[Predicate, object]] = {
    "adult-or-married": (
        adult_or_married,
        _("Layanan ini untuk orang dewasa: 17 tahun ke atas, atau sudah menikah."),
    ),
    "child": (
        child,
        _("Layanan ini untuk anak di bawah 17 tahun. Pilih layanan paspor untuk orang dewasa."),
    ),
    "before-the-age-of-choosing": (
        before_the_age_of_choosing,
        _("Layanan ini untuk anak di bawah 21 tahun. Hubungi kantor untuk bertanya."),
    ),
    "born-in-the-past": (
        born_in_the_past,
        _("Tanggal lahir belum lewat. Periksa tahun pada tanggal lahir."),
    ),
    "old-passport-at-hand": (
        old_passport_at_hand,
        _(
            "Paspor yang hilang atau rusak punya layanan sendiri. "
            "Buka daftar layanan paspor, lalu pilih paspor hilang atau paspor rusak."
        ),
    ),
    "no-passport-before": (
        no_passport_before,
        _(
            "Anda sudah pernah punya paspor. "
            "Pilih layanan ganti paspor, paspor hilang, atau paspor rusak."
        ),
    ),
    "permit-still-valid": (
        permit_still_valid,
        _("Izin tinggal sudah habis. Datang ke kantor secepatnya; denda dihitung per hari."),
    ),
    "not-extended-before": (
        not_extended_before,
        _("Izin kunjungan saat kedatangan hanya dapat diperpanjang satu kali."),
    ),
    "convertible-visa": (
        convertible_visa,
        _(
            "Izin dari visa saat kedatangan (VOA) atau bebas visa tidak dapat menjadi "
            "izin tinggal terbatas."
        ),
    ),
    "long-enough-for-itap": (
        long_enough_for_itap,
        _(
            "Izin tinggal tetap dapat diminta setelah 3 tahun memegang ITAS tanpa putus, "
            "atau setelah 2 tahun menikah dengan warga negara Indonesia."
        ),
    ),
    "passport-valid-half-a-year": (
        passport_valid_half_a_year,
        _("Paspor harus berlaku sedikitnya enam bulan lagi. Perbarui paspor Anda dahulu."),
    ),
}
