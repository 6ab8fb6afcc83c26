"""Buttons inside a question that change its answer before the page is sent, without scripts."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class WithButtons(Protocol):
    """A widget that has such buttons."""

    def pressed(self, data: Mapping[str, Any], name: str) -> bool: ...

    def after(self, data: Any, files: Any, name: str) -> Any:
        """What the question shows once the pressed button has done its work."""
        ...
