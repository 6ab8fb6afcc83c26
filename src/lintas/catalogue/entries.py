from dataclasses import dataclass

from lintas.journal import public as journal


@journal.kind("service:published")
@dataclass(frozen=True)
class ServicePublished:
    slug: str
    version: int
    sha256: str
