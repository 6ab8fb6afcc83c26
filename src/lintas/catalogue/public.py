"""The front door of the catalogue."""

from lintas.catalogue.commands import check_folder, publish_folder
from lintas.catalogue.definition import Answers, Condition, Fee, Page, Paper, Question, Service
from lintas.catalogue.guide import Guide, GuideAnswer, GuideQuestion
from lintas.catalogue.office import Counter, Office, Span
from lintas.catalogue.queries import (
    OfficeUnknown,
    ServiceUnknown,
    Village,
    forget_versions,
    guide,
    likeness,
    may_apply,
    office,
    offices,
    search,
    service,
    services,
    village,
    villages,
)
from lintas.catalogue.words import Words

__all__ = [
    "Answers",
    "Condition",
    "Counter",
    "Fee",
    "Guide",
    "GuideAnswer",
    "GuideQuestion",
    "Office",
    "OfficeUnknown",
    "Page",
    "Paper",
    "Question",
    "Service",
    "ServiceUnknown",
    "Span",
    "Village",
    "Words",
    "check_folder",
    "forget_versions",
    "guide",
    "likeness",
    "may_apply",
    "office",
    "offices",
    "publish_folder",
    "search",
    "service",
    "services",
    "village",
    "villages",
]
