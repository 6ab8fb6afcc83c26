"""The slip of paper: a ticket as bytes for a thermal printer."""

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from escpos.printer import Dummy

QR_DOTS = 6


@dataclass(frozen=True)
class Slip:
    """What stands on it: no name, as it may be left on a chair."""

    office: str
    service: str
    label: str
    when: str
    advice: str
    code: str


def slip_bytes(slip: Slip, columns: int) -> bytes:
    """ESC/POS with the printer's own QR code; letters it may not know are written plainly."""
    from escpos.printer import Dummy  # 25 MB that only who prints needs

    paper = Dummy()
    paper.hw("INIT")
    paper.set(align="center", bold=True)
    _lines(paper, slip.office, columns)
    paper.set(align="center", bold=False)
    _lines(paper, slip.service, columns)
    paper.set(align="center", bold=True, custom_size=True, width=4, height=4)
    paper.textln(_plain(slip.label))
    paper.set(align="center", bold=False, normal_textsize=True)
    _lines(paper, slip.when, columns)
    paper.qr(slip.code, native=True, size=QR_DOTS)
    _lines(paper, slip.advice, columns)
    paper.cut()
    printed: bytes = paper.output
    return printed


def _lines(paper: "Dummy", text: str, columns: int) -> None:
    for line in wrap(_plain(text), columns):
        paper.textln(line)


def _plain(text: str) -> str:
    """Letters every printer has; what it would take for a command is left out."""
    folded = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(one for one in folded if one.isprintable())
