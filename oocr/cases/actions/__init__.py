"""The only code of this room that changes rows: cases and what is kept with them, and what is known about them."""

from oocr.cases.actions.casework import (
    accepted_kinds,
    add_document,
    close_case,
    correct_fact,
    may_correct,
    open_case,
    record_document_reading,
    record_export,
    record_history_reading,
    record_reading,
    record_search,
    remove_view,
    resolve_case,
    save_view,
)
from oocr.cases.actions.resolving import record_outcome_code, record_resolution

__all__ = [
    "accepted_kinds",
    "add_document",
    "close_case",
    "correct_fact",
    "may_correct",
    "open_case",
    "record_document_reading",
    "record_export",
    "record_history_reading",
    "record_outcome_code",
    "record_reading",
    "record_resolution",
    "record_search",
    "remove_view",
    "resolve_case",
    "save_view",
]
