from datetime import datetime, timedelta

import pytest

from lintas.payments.signing import TOLERANCE, is_genuine, signature

BODY = b'{"kode_billing": "820261125000001"}'
SECOND = timedelta(seconds=1)


def stamp_of(at: datetime) -> str:
    return str(int(at.timestamp()))


def test_what_the_rail_signed_is_genuine(at: datetime) -> None:
    stamp = stamp_of(at)
    assert is_genuine("s", stamp, BODY, signature("s", stamp, BODY), at)


def test_the_signature_is_the_published_construction() -> None:
    # printf '1.{}' | openssl dgst -sha256 -hmac s
    assert signature("s", "1", b"{}") == (
        "b253639bcd705ed1cda3073f66104f16988bd40272584dea7d0d345ae93e61cc"
    )


@pytest.mark.parametrize("given", ["", "0" * 64, "é", "not hex"])
def test_another_signature_is_not(at: datetime, given: str) -> None:
    assert not is_genuine("s", stamp_of(at), BODY, given, at)


def test_a_changed_body_secret_or_stamp_is_not(at: datetime) -> None:
    stamp = stamp_of(at)
    given = signature("s", stamp, BODY)
    assert not is_genuine("s", stamp, BODY + b" ", given, at)
    assert not is_genuine("other", stamp, BODY, given, at)
    assert not is_genuine("s", stamp_of(at + SECOND), BODY, given, at)


@pytest.mark.parametrize("away", [TOLERANCE + SECOND, -TOLERANCE - SECOND])
def test_a_kept_or_future_callback_is_not(at: datetime, away: timedelta) -> None:
    stamp = stamp_of(at + away)
    assert not is_genuine("s", stamp, BODY, signature("s", stamp, BODY), at)


@pytest.mark.parametrize("stamp", ["", "-1", "1.5", "now", "9" * 400, "9" * 5000])
def test_a_stamp_is_whole_seconds(at: datetime, stamp: str) -> None:
    assert not is_genuine("s", stamp, BODY, signature("s", stamp, BODY), at)


def test_without_a_secret_nothing_is_genuine(at: datetime) -> None:
    stamp = stamp_of(at)
    assert not is_genuine("", stamp, BODY, signature("", stamp, BODY), at)
