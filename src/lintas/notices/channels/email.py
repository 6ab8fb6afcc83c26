"""E-mail through Django's mail settings: SMTP, or a folder of letters where none is set."""

from smtplib import SMTPException, SMTPRecipientsRefused
from typing import ClassVar

from django.core.mail import EmailMessage
from django.utils.translation import gettext_lazy as _

from lintas.accounts.public import address_of, hidden
from lintas.notices.ports import Join, Message, NeverDelivered, NotDelivered, Taken

PERMANENT = 500


class Email:
    name: ClassVar[str] = "email"
    title: ClassVar[object] = _("E-mail")
    join: ClassVar[Join] = Join.CODE
    tells: ClassVar[bool] = False

    def ready(self) -> bool:
        return True

    def address_of(self, typed: str) -> str | None:
        found = address_of(typed)
        return found.value if found is not None and found.by == "email" else None

    def masked(self, address: str) -> str:
        return hidden(address)

    def text_of(self, message: Message) -> str:
        return f"{message.subject}\n\n{message.body}"

    def send(self, message: Message) -> Taken:
        letter = EmailMessage(
            message.subject, message.body, None, [message.to], headers=_headers(message)
        )
        try:
            letter.send()
        except SMTPRecipientsRefused as refusal:
            codes = [code for code, _words in refusal.recipients.values()]
            if codes and all(code >= PERMANENT for code in codes):
                raise NeverDelivered("address") from refusal
            raise NotDelivered("busy") from refusal
        except (SMTPException, OSError) as trouble:
            raise NotDelivered("away") from trouble
        return Taken()


def _headers(message: Message) -> dict[str, str]:
    """One press ends the letters (RFC 2369, RFC 8058); programs do not answer (RFC 3834)."""
    headers = {"Auto-Submitted": "auto-generated"}
    if message.stop_url:
        headers["List-Unsubscribe"] = f"<{message.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
