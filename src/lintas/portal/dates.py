"""Days and hours as people say them; pure."""

from datetime import date, time

WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT = 3


def weekday(number: int, language: str) -> str:
    """0 is Monday."""
    return WEEKDAYS[_known(language)][number]


def day(value: date, language: str) -> str:
    month = MONTHS[_known(language)][value.month - 1]
    return f"{weekday(value.weekday(), language)} {value.day} {month} {value.year}"


def day_short(value: date, language: str) -> str:
    """Without the year: what is near."""
    month = "Agu" if value.month == 8 and _known(language) == "id" else None
    month = month or MONTHS[_known(language)][value.month - 1][:SHORT]
    return f"{weekday(value.weekday(), language)[:SHORT]} {value.day} {month}"


def hour(value: time, language: str) -> str:
    """08.30 as EYD edition V writes it, 08:30 in English."""
    return f"{value:%H:%M}" if _known(language) == "en" else f"{value:%H.%M}"


def _known(language: str) -> str:
    return "en" if language.startswith("en") else "id"
