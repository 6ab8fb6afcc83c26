"""The front door of the catalogue."""

from lintas.catalogue.answers import Answers, Row, as_chosen, as_rows, chosen, rows_in
from lintas.catalogue.booking_rules import BookingRules, Need
from lintas.catalogue.commands import check_folder, check_offices, publish_folder
from lintas.catalogue.countries import country_name, same_country
from lintas.catalogue.definition import Fee, Page, Paper, Service
from lintas.catalogue.definition import Visit as ServiceVisit
from lintas.catalogue.guide import Guide, GuideAnswer, GuideQuestion
from lintas.catalogue.halls import hall_id, home_id, place_id
from lintas.catalogue.likeness import likeness
from lintas.catalogue.office import Counter, Office, Span
from lintas.catalogue.outreach import (
    Journey,
    OutreachPlace,
    PlannedStop,
    Stop,
    Travel,
    VillagePlaces,
)
from lintas.catalogue.paper_guides import PaperGuide
from lintas.catalogue.queries import (
    OfficeUnknown,
    ServiceUnknown,
    appeal_rule,
    forget_versions,
    guide,
    guides_for,
    has_guarantor,
    letter_template,
    may_apply,
    office,
    offices,
    parents_apply,
    promise_table,
    question_set,
    refund_table,
    search,
    service,
    services,
    waiver_grounds,
)
from lintas.catalogue.questions import Condition, Question
from lintas.catalogue.refund_table import RefundGround, RefundTable, StayingFee
from lintas.catalogue.releases import DAYS, Release, WeekMoment
from lintas.catalogue.rule_files import rule_texts
from lintas.catalogue.rule_texts import RuleText
from lintas.catalogue.rules import years_of
from lintas.catalogue.shares import GENERAL, WALK_IN, FlowToService, Quota, Share, When
from lintas.catalogue.tables import AppealRule, QuestionSet, WaiverGround
from lintas.catalogue.villages import Village, kilometres, village, villages, villages_like
from lintas.catalogue.waiting_room import LateReason, Room
from lintas.catalogue.words import Words

__all__ = [
    "DAYS",
    "GENERAL",
    "WALK_IN",
    "Answers",
    "AppealRule",
    "BookingRules",
    "Condition",
    "Counter",
    "Fee",
    "FlowToService",
    "Guide",
    "GuideAnswer",
    "GuideQuestion",
    "Journey",
    "LateReason",
    "Need",
    "Office",
    "OfficeUnknown",
    "OutreachPlace",
    "Page",
    "Paper",
    "PaperGuide",
    "PlannedStop",
    "Question",
    "QuestionSet",
    "Quota",
    "RefundGround",
    "RefundTable",
    "Release",
    "Room",
    "Row",
    "RuleText",
    "Service",
    "ServiceUnknown",
    "ServiceVisit",
    "Share",
    "Span",
    "StayingFee",
    "Stop",
    "Travel",
    "Village",
    "VillagePlaces",
    "WaiverGround",
    "WeekMoment",
    "When",
    "Words",
    "appeal_rule",
    "as_chosen",
    "as_rows",
    "check_folder",
    "check_offices",
    "chosen",
    "country_name",
    "forget_versions",
    "guide",
    "guides_for",
    "hall_id",
    "has_guarantor",
    "home_id",
    "kilometres",
    "letter_template",
    "likeness",
    "may_apply",
    "office",
    "offices",
    "parents_apply",
    "place_id",
    "promise_table",
    "publish_folder",
    "question_set",
    "refund_table",
    "rows_in",
    "rule_texts",
    "same_country",
    "search",
    "service",
    "services",
    "village",
    "villages",
    "villages_like",
    "waiver_grounds",
    "years_of",
]
