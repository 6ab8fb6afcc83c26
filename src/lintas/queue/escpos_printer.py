"""A thermal printer that speaks ESC/POS, over the network or as a device of this machine."""

from pathlib import Path
from urllib.parse import urlsplit

from escpos.escpos import Escpos
from escpos.exceptions import Error
from escpos.printer import File, Network

from lintas.queue.ports import PrinterAway

PATIENCE_SECONDS = 5


class EscposPrinter:
    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, what: bytes) -> None:
        """Raises: PrinterAway."""
        device = self._device()
        try:
            device.open()
            device._raw(what)
        except (OSError, Error) as trouble:
            raise PrinterAway(type(trouble).__name__) from trouble
        finally:
            device.close()

    def _device(self) -> Escpos:
        parts = urlsplit(self.address)
        if parts.scheme == "tcp":
            return Network(parts.hostname, parts.port, timeout=PATIENCE_SECONDS)
        if not Path(parts.path).exists():
            raise PrinterAway("no such device")  # the library would make a file of that name
        return File(parts.path)
