"""Who may apply: named predicates that services name in `may_apply`. Pure."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from lintas.catalogue.definition import Answers

ADULT_YEARS = 17
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


def adult_or_married(answers: Answers, day: date) -> bool:
    """Rule: pp-31-2013, Permenkumham 18/2022 art. 2A: 17 years, or married."""
    born_on = day_in(answers, "tanggal-lahir")
    married = answers.get("status-kawin") in {"kawin", "pernah-kawin"}
    return born_on is None or married or years_between(born_on, day) >= ADULT_YEARS


def born_in_the_past(answers: Answers, day: date) -> bool:
    born_on = day_in(answers, "tanggal-lahir")
    return born_on is None or born_on <= day


def old_passport_at_hand(answers: Answers, day: date) -> bool:
    """Lost and damaged passports take another way (police report, interview, burden fee)."""
    return answers.get("keadaan-paspor-lama", "utuh") == "utuh"


def permit_still_valid(answers: Answers, day: date) -> bool:
    """An extension is asked for before the permit ends."""
    ends_on = day_in(answers, "izin-berlaku-sampai")
    return ends_on is None or ends_on >= day


def not_extended_before(answers: Answers, day: date) -> bool:
    """Visa on arrival: thirty days, extended once by thirty."""
    return answers.get("pernah-diperpanjang", "tidak") == "tidak"


def passport_valid_half_a_year(answers: Answers, day: date) -> bool:
    ends_on = day_in(answers, "paspor-berlaku-sampai")
    return ends_on is None or ends_on >= day + timedelta(days=182)


PREDICATES: dict[str, tuple[Predicate, object]] = {
    "adult-or-married": (
        adult_or_married,
        _("Layanan ini untuk orang dewasa: 17 tahun ke atas, atau sudah menikah."),
    ),
    "born-in-the-past": (
        born_in_the_past,
        _("Tanggal lahir belum lewat. Periksa tahun pada tanggal lahir."),
    ),
    "old-passport-at-hand": (
        old_passport_at_hand,
        _(
            "Paspor hilang atau rusak diurus langsung di kantor dengan wawancara. "
            "Hubungi kantor untuk membuat janji."
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
    "passport-valid-half-a-year": (
        passport_valid_half_a_year,
        _("Paspor harus berlaku sedikitnya enam bulan lagi. Perbarui paspor Anda dahulu."),
    ),
}
