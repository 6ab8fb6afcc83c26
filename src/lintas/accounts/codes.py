"""One-time codes, each for one purpose: to sign in, or to say yes to something."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.accounts.errors import CodeSentJustNow, CodeWrong, TooManyTries
from lintas.accounts.limits import rate_limit
from lintas.accounts.models import Account, CodeDevice

SIGN_IN_LASTS = timedelta(minutes=10)
MOST_AN_HOUR, MOST_A_DAY = 6, 15


def new_device(account_id: UUID, purpose: str, lasts: timedelta) -> CodeDevice:
    """Raises: CodeSentJustNow.  Race: the account's row is locked by whoever calls."""
    last = CodeDevice.objects.filter(user_id=account_id, name=purpose).order_by("-id").first()
    if last is not None and not last.generate_is_allowed()[0]:
        raise CodeSentJustNow
    device = CodeDevice(user_id=account_id, name=purpose)
    device.generate_token(valid_secs=int(lasts.total_seconds()))
    return device


@transaction.atomic
def make_code(*, account_id: UUID, purpose: str, lasts: timedelta, at: datetime) -> UUID:
    """A code for something else than signing in; the caller's entry has it sent.

    Nobody is flooded: the limits are the receiver's, whoever asks.
    Raises: CodeSentJustNow, TooManyTries.
    """
    Account.objects.select_for_update().get(pk=account_id)
    rate_limit(f"{purpose}:{account_id}", most=MOST_AN_HOUR, per=timedelta(hours=1), at=at)
    rate_limit(f"{purpose}:{account_id}:day", most=MOST_A_DAY, per=timedelta(days=1), at=at)
    made: UUID = new_device(account_id, purpose, lasts).id
    return made


def fits_code(*, device_id: UUID, purpose: str, code: str) -> UUID | None:
    """The account a code was sent to, and the code is spent; None for a slip.

    Within the caller's transaction, which must commit a slip: say CodeWrong after it.
    Raises: CodeWrong where there is nothing to enter, TooManyTries.
    """
    device = CodeDevice.objects.select_for_update().filter(pk=device_id, name=purpose).first()
    if device is None or not device.token or not device.user.is_active:
        raise CodeWrong
    if not device.verify_is_allowed()[0]:
        raise TooManyTries
    if device.verify_token(code):
        device.throttle_reset()
        account_id: UUID = device.user_id
        return account_id
    device.note_slip()
    return None
