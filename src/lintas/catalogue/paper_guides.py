"""What a paper looks like, where to get it and what often goes wrong: once, for all services."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lintas.catalogue.definition import Paper, Service
from lintas.catalogue.questions import Slug, Slugs
from lintas.catalogue.words import LISTED, Strict, Words

PAPER_GUIDES = "papers.toml"

Picture = Literal[
    "akta-lahir",
    "akta-nikah",
    "berkas",
    "buku-nikah",
    "cap-masuk",
    "formulir",
    "identitas",
    "ijazah",
    "izin-tinggal",
    "kk",
    "ktp",
    "kuitansi",
    "laporan-polisi",
    "paspor",
    "polis",
    "putusan",
    "surat",
    "surat-baptis",
    "surat-bercap",
    "surat-bermeterai",
    "surat-kuasa",
    "tabungan",
    "tiket",
]
"""Our drawings, in portal/static/portal/papers/."""


class PaperGuide(Strict):
    papers: Annotated[Slugs, Field(min_length=1)]
    picture: Picture
    where: Words
    wrong: Annotated[tuple[Words, ...], LISTED, Field(min_length=1)]


class PaperGuides(Strict):
    guides: Annotated[tuple[PaperGuide, ...], LISTED, Field(min_length=1)]

    @model_validator(mode="after")
    def _each_paper_once(self) -> "PaperGuides":
        named = [paper for guide in self.guides for paper in guide.papers]
        for twice in sorted({paper for paper in named if named.count(paper) > 1}):
            raise ValueError(f"names the paper {twice!r} twice: keep one")
        return self

    def of(self, paper_id: Slug) -> PaperGuide | None:
        return next((guide for guide in self.guides if paper_id in guide.papers), None)

    def misfits(self, services: dict[str, Service]) -> Iterator[str]:
        """Papers nobody asks for, and papers that nobody describes."""
        asked = {one for s in services.values() for paper in s.papers for one in shown_for(paper)}
        named = {paper for guide in self.guides for paper in guide.papers}
        for paper in sorted(asked - named):
            yield f"do not describe {paper!r}: add its picture, where and wrong"
        for paper in sorted(named - asked):
            yield f"describe {paper!r}, which no service asks for: remove it or mend its spelling"


def shown_for(paper: Paper) -> tuple[Slug, ...]:
    """The ids to describe: a paper's own, or its alternatives'."""
    return tuple(one.id for one in paper.any_of) or (paper.id,)
