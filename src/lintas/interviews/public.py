"""The front door of interviews."""

from lintas.interviews.commands import (
    add_addendum,
    confirm_record,
    record_consent,
    record_video,
    take_notes,
)
from lintas.interviews.queries import InterviewView, RecordView, interview_of, on_record

__all__ = [
    "InterviewView",
    "RecordView",
    "add_addendum",
    "confirm_record",
    "interview_of",
    "on_record",
    "record_consent",
    "record_video",
    "take_notes",
]
