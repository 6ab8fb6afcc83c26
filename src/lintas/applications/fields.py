"""One Django form field for each kind of question in a service."""

from collections.abc import Callable

from django import forms

from lintas.applications.kinds.choices import choice, declaration, several
from lintas.applications.kinds.dates import date_of
from lintas.applications.kinds.groups import group
from lintas.applications.kinds.mrz import mrz
from lintas.applications.kinds.numbers import KkField, MoneyField, NikField, PassportNumberField
from lintas.applications.kinds.places import village
from lintas.applications.kinds.plain import EmailField, NameField, PhoneField, TidyField, plain
from lintas.catalogue.public import Question

SIXTEEN = {"inputmode": "numeric", "autocomplete": "off", "class": "sixteen"}

FIELDS: dict[str, Callable[[Question], forms.Field]] = {
    "text": plain(TidyField),
    "name": plain(NameField, autocomplete="name", spellcheck="false"),
    "nik": plain(NikField, **SIXTEEN),
    "kk": plain(KkField, **SIXTEEN),
    "date": date_of,
    "choice": choice,
    "several": several,
    "money": plain(MoneyField, inputmode="numeric", autocomplete="off"),
    "phone": plain(PhoneField, inputmode="tel", autocomplete="tel"),
    "email": plain(EmailField, inputmode="email", autocomplete="email", autocapitalize="none"),
    "country": plain(NameField, autocomplete="country-name"),
    "passport_number": plain(PassportNumberField, autocapitalize="characters", spellcheck="false"),
    "mrz": mrz,
    "village": village,
    "group": lambda question: group(question, field_for),
    "declaration": declaration,
}
"""A kind of question and the field that asks it: a new kind is one line here."""


def field_for(question: Question) -> forms.Field:
    field = FIELDS[question.kind](question)
    field.label = str(question.label)
    field.help_text = str(question.hint) if question.hint else ""
    return field
