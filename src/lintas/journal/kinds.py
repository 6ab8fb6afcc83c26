"""The typed data of each kind of entry, declared once by the capability that writes it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter

_classes: dict[str, type] = {}
_names: dict[type, str] = {}
_adapters: dict[type, TypeAdapter[Any]] = {}

Data = TypeVar("Data", bound=type)


class KindDeclaredTwice(Exception):
    """Two dataclasses claim one kind."""


class KindUnknown(Exception):
    """An entry or a reaction names a kind that no capability declares."""


def kind(name: str) -> Callable[[Data], Data]:
    """Declare the frozen dataclass that holds the data of entries of this kind.

    Shape: "subject:past-tense". Fields hold facts and ids, never personal data.
    Raises: KindDeclaredTwice.
    """

    def declare(cls: Data) -> Data:
        if name in _classes:
            raise KindDeclaredTwice(name)
        _classes[name] = cls
        _names[cls] = name
        _adapters[cls] = TypeAdapter(cls)
        return cls

    return declare


def known_kinds() -> Mapping[str, type]:
    return dict(_classes)


def name_of(data: object) -> str:
    try:
        return _names[type(data)]
    except KeyError:
        raise KindUnknown(type(data).__name__) from None


def to_json(data: object) -> dict[str, Any]:
    dumped: dict[str, Any] = _adapters[type(data)].dump_python(data, mode="json")
    return dumped


def to_text(data: object) -> str:
    """As `to_json`, written out."""
    return _adapters[type(data)].serializer.to_json(data).decode()


def from_json(name: str, stored: Mapping[str, Any]) -> object:
    """Raises: KindUnknown."""
    try:
        cls = _classes[name]
    except KeyError:
        raise KindUnknown(name) from None
    return _adapters[cls].validate_python(stored)
