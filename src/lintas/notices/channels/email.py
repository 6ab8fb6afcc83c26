"""E-mail through Django's mail settings: SMTP, or a folder of letters where none is set."""

from smtplib import SMTPException

from django.core.mail import send_mail

from lintas.accounts.public import Contact
from lintas.notices.ports import NotDelivered


class Email:
    def send(self, to: Contact, subject: str, body: str) -> None:
        try:
            send_mail(subject, body, None, [to.email])
        except (SMTPException, OSError) as trouble:
            raise NotDelivered from trouble
