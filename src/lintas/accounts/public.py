"""The front door of accounts."""

from lintas.accounts.codes import fits_code, make_code
from lintas.accounts.commands import account_at, add_staff, choose_language, forget_codes
from lintas.accounts.demo import PASSWORD as DEMO_PASSWORD
from lintas.accounts.demo import sign_ins as demo_sign_ins
from lintas.accounts.entry import (
    actor_of,
    anyone,
    grant_case,
    id_named,
    machine,
    may_open,
    opened_cases,
    signed_in,
    staff,
)
from lintas.accounts.errors import CodeWrong, TooManyTries
from lintas.accounts.limits import forget_tries, rate_limit
from lintas.accounts.our_pages import button_for_everybody, from_our_own_page, sent_by_us
from lintas.accounts.queries import (
    Contact,
    SentCode,
    StaffMember,
    code_of,
    contact_of,
    names_of,
    staff_of,
)
from lintas.accounts.rules import address_of, hidden, phone_of
from lintas.accounts.session_cookie import names_a_session, session_key_in
from lintas.accounts.session_queries import ask_visitors
from lintas.accounts.sessions import forget_sessions

__all__ = [
    "DEMO_PASSWORD",
    "CodeWrong",
    "Contact",
    "SentCode",
    "StaffMember",
    "TooManyTries",
    "account_at",
    "actor_of",
    "add_staff",
    "address_of",
    "anyone",
    "ask_visitors",
    "button_for_everybody",
    "choose_language",
    "code_of",
    "contact_of",
    "demo_sign_ins",
    "fits_code",
    "forget_codes",
    "forget_sessions",
    "forget_tries",
    "from_our_own_page",
    "grant_case",
    "hidden",
    "id_named",
    "machine",
    "make_code",
    "may_open",
    "names_a_session",
    "names_of",
    "opened_cases",
    "phone_of",
    "rate_limit",
    "sent_by_us",
    "session_key_in",
    "signed_in",
    "staff",
    "staff_of",
]
