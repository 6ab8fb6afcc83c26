from dataclasses import dataclass

from lintas.journal import public as journal


@journal.kind("notice:made")
@dataclass(frozen=True)
class NoticeMade:
    template: str
    channel: str
