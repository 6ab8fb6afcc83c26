"""What the lines of a passport answer besides: name, number, nationality, birth, expiry."""

from collections.abc import Mapping
from datetime import date, datetime

from lintas.applications.models import Application
from lintas.applications.queries import office_of, service_of
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Answers
from lintas.kernel.mrz import Mrz, read_mrz


def filled_by_mrz(
    application: Application, before: Answers, now: Mapping[str, str], at: datetime
) -> dict[str, str]:
    """Answers to what is still empty, where the lines were just given."""
    filled: dict[str, str] = {}
    today = office_of(application).today(at)
    for question in service_of(application).questions:
        mrz = read_mrz(now.get(question.id, "")) if question.kind == "mrz" else None
        if isinstance(mrz, Mrz):
            said = said_by(mrz, application.language, today)
            for field, name in question.fills.named.items():
                if said[field] and not before.get(name):
                    filled[name] = said[field]
    return filled


def said_by(mrz: Mrz, language: str, today: date) -> dict[str, str]:
    """As the answers are kept; a name cut off by the lines' width is left to the person."""
    born_on, expires_on = mrz.born_on(today), mrz.expires_on
    return {
        "name": "" if mrz.cut else mrz.name,
        "number": mrz.number,
        "nationality": catalogue.country_name(mrz.nationality, language),
        "birth": born_on.isoformat() if born_on else "",
        "expiry": expires_on.isoformat() if expires_on else "",
    }
