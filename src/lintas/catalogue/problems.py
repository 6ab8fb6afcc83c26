"""What is wrong in a TOML file, said so that one can go there and mend it."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

HEADER = re.compile(r"^\s*(\[\[|\[)\s*([\w.\-\"]+)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"^\s*([\w\-]+(?:\.[\w\-]+)*)\s*=")
LINE_IN_MESSAGE = re.compile(r"at line (\d+)")

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]

SAYINGS = {
    "missing": "is missing: write it",
    "extra_forbidden": "is not a key we know: remove it or mend its spelling",
    "string_type": "must be a text in quotes",
    "int_type": "must be a whole number without quotes",
    "bool_type": "must be true or false without quotes",
    "date_type": "must be a date like 2026-11-24 without quotes",
    "time_type": "must be a time like 08:00:00 without quotes",
    "too_short": "needs at least one entry",
    "model_type": 'must have its keys in braces, as { id = "…", en = "…" } for a text',
    "tuple_type": "must be a list in square brackets",
}


@dataclass(frozen=True)
class Problem:
    file: Path
    line: int
    key: str
    say: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key} {self.say}"


class CannotBeRead(Exception):
    """The file has problems; each says where and what to write."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def lines_of(text: str) -> dict[Location, int]:
    """Where each table and key stands. Shape: ("questions", 2, "label") to a line from 1."""
    found: dict[Location, int] = {}
    here: Location = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = HEADER.match(line)
        if header:
            here = _place(found, header.group(2), is_array=header.group(1) == "[[")
            found[here] = number
            continue
        key = KEY.match(line)
        if key:
            for length in range(1, len(key.group(1).split(".")) + 1):
                found.setdefault((*here, *key.group(1).split(".")[:length]), number)
    return found


def _place(found: dict[Location, int], dotted: str, *, is_array: bool) -> Location:
    """The location a header opens; a name that is an array means its newest entry."""
    place: Location = ()
    names = [name.strip('"') for name in dotted.split(".")]
    for depth, name in enumerate(names):
        place = (*place, name)
        count = 0
        while (*place, count) in found:
            count += 1
        last = depth == len(names) - 1
        if last and is_array:
            return (*place, count)
        if count:
            place = (*place, count - 1)
    return place


def line_of(found: dict[Location, int], where: Location) -> int:
    """The line of the nearest thing around a location that stands in the file."""
    for length in range(len(where), 0, -1):
        if where[:length] in found:
            return found[where[:length]]
    return 1


def _place_of(error: ErrorDetails) -> Location:
    """Where a problem stands; what a model finds about itself names the place in `where`."""
    where: Location = error.get("ctx", {}).get("where", ())
    return (*error["loc"], *where)


def read(path: Path, model: type[Model], text: str | None = None) -> Model:
    """Read a TOML file into a strict model. Raises: CannotBeRead."""
    text = path.read_text() if text is None else text
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        match = LINE_IN_MESSAGE.search(str(trouble))
        line = int(match.group(1)) if match else 1
        raise CannotBeRead([Problem(path, line, "TOML", f"cannot be read: {trouble}")]) from trouble
    try:
        return model.model_validate(data)
    except ValidationError as trouble:
        found = lines_of(text)
        problems = [
            Problem(
                path,
                line_of(found, _place_of(error)),
                ".".join(str(part) for part in _place_of(error)) or "the file",
                SAYINGS.get(error["type"], error["msg"].removeprefix("Value error, ")),
            )
            for error in trouble.errors()
        ]
        raise CannotBeRead(problems) from trouble
