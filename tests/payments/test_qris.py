"""Our QRIS codes, read back by programs that are not ours."""

import io

import pytest
import qriskit
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lintas.payments.qris import (
    CodeBroken,
    code_for_bill,
    crc16,
    fields_of,
    read_code,
    sealed,
    written,
)

# Synthetic: its checksum is right, its merchant does not exist.
VECTOR = (
    "00020101021226680016ID.CO.CONTOH.WWW011893600000000000000102150000000000000010303UBE"
    "51440014ID.CO.QRIS.WWW0215ID00000000000010303UBE52049399530336054066500005802ID"
    "5918CONTOH LAYANAN UJI6008TUAPEJAT61052539862140110CONTOH0001630408D9"
)
MERCHANT = sealed((t, v) for t, v in fields_of(VECTOR) if t not in {"01", "54", "62", "63"})
BILL = "820261125000001"


def test_the_checksum_is_the_published_one() -> None:
    assert crc16("123456789") == "29B1"


def test_the_vector_is_read() -> None:
    code = read_code(VECTOR)
    assert (code.dynamic, code.amount_rupiah, code.bill_number) == (True, 650_000, "CONTOH0001")
    assert (code.merchant_name, code.city) == ("CONTOH LAYANAN UJI", "TUAPEJAT")


@pytest.mark.parametrize(
    "broken",
    [
        VECTOR.replace("650000", "650001"),  # one digit changed
        VECTOR[:-4] + "08d9",  # the checksum in lower case
        VECTOR.replace("5918CONTOH", "5999CONTOH"),  # longer than what is there
        sealed((t, v) for t, v in fields_of(VECTOR) if t not in {"53", "63"}),
        sealed((t, "840" if t == "53" else v) for t, v in fields_of(VECTOR) if t != "63"),
        sealed((t, "650000.50" if t == "54" else v) for t, v in fields_of(VECTOR) if t != "63"),
        sealed((t, v) for t, v in fields_of(VECTOR) if t not in {"26", "51", "63"}),
        VECTOR[:-8],
        VECTOR[:-1],
        VECTOR + "6304",
        "",
        "nothing of the kind",
        "000\u0662",
    ],
)
def test_a_broken_code_is_refused(broken: str) -> None:
    with pytest.raises(CodeBroken):
        read_code(broken)


def test_one_character_changed_anywhere_is_noticed() -> None:
    for place, sign in enumerate(VECTOR):
        other = "1" if sign != "1" else "2"
        with pytest.raises(CodeBroken):
            read_code(VECTOR[:place] + other + VECTOR[place + 1 :])


@given(amount=st.integers(1, 10**12), bill=st.text("0123456789", min_size=1, max_size=25))
def test_an_independent_parser_reads_what_we_write(amount: int, bill: str) -> None:
    text = code_for_bill(MERCHANT, amount, bill)
    assert [i for i in qriskit.validate(text) if i.severity == "error"] == []
    found = qriskit.parse(text)
    assert found.is_dynamic
    assert (int(found.amount), found.additional_data.bill_number) == (amount, bill)
    assert found.merchant_name == "CONTOH LAYANAN UJI"
    code = read_code(text)
    assert (code.dynamic, code.amount_rupiah, code.bill_number) == (True, amount, bill)


def test_the_independent_parser_refuses_what_we_refuse() -> None:
    for broken in (VECTOR.replace("650000", "650001"), VECTOR.replace("5303360", "")):
        assert any(issue.severity == "error" for issue in qriskit.validate(broken))


def test_a_camera_reads_the_picture_on_the_page() -> None:
    """The same drawing as the page's `qr` tag, through a decoder of pictures."""
    text = code_for_bill(MERCHANT, 650_000, BILL)
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=4, border=4)
    picture.seek(0)
    (found,) = zxingcpp.read_barcodes(Image.open(picture))
    assert found.text == text
    assert qriskit.parse(found.text).additional_data.bill_number == BILL


def test_what_a_merchant_wrote_besides_stays_and_what_is_of_one_sale_goes() -> None:
    kept = [*[(t, v) for t, v in fields_of(VECTOR) if t != "63"], ("55", "01")]
    with_till = [(t, written([("01", "OLD"), ("07", "TILL")]) if t == "62" else v) for t, v in kept]
    fields = dict(fields_of(code_for_bill(sealed(sorted(with_till)), 1, BILL)))
    assert dict(fields_of(fields["62"])) == {"01": BILL, "07": "TILL"}
    assert fields["54"] == "1"
    assert "55" not in fields


@pytest.mark.parametrize(("amount", "bill"), [(0, BILL), (-1, BILL), (1, ""), (1, "1" * 26)])
def test_what_is_no_bill_gets_no_code(amount: int, bill: str) -> None:
    with pytest.raises(CodeBroken):
        code_for_bill(MERCHANT, amount, bill)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader_otherwise(text: str) -> None:
    try:
        read_code(text)
    except CodeBroken:
        return
    raise AssertionError("random text is no code")
