"""The secret that goes with an application's number.

It is not stored: it follows from the server's key, the application and a salt, so that it can
be shown again on the receipt to whoever may see that, and changed by changing the salt.
"""

import hmac
from uuid import UUID

from django.utils.crypto import salted_hmac

from lintas.kernel.numbers import SECRET_SIGNS, SIGNS, read_secret


def secret_of(application_id: UUID, salt: str) -> str:
    """A secret like 7K3Q-9MPT. Unit: 36 bits."""
    value = int(salted_hmac("lintas.application", f"{application_id}{salt}").hexdigest(), 16)
    signs = ""
    for _ in range(SECRET_SIGNS):
        value, sign = divmod(value, len(SIGNS))
        signs += SIGNS[sign]
    return f"{signs[:4]}-{signs[4:]}"


def fits(typed: str, application_id: UUID, salt: str) -> bool:
    return hmac.compare_digest(
        read_secret(typed).encode(), secret_of(application_id, salt).encode()
    )
