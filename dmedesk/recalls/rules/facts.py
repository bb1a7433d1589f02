"""A recall's own facts as plain values: what its page and its papers tell."""

from dataclasses import dataclass
from datetime import date

from dmedesk.recalls.rules.words import Asked, Channel, RecallClass, Source


@dataclass(frozen=True, slots=True)
class RecallFacts:
    """One recall as it stands; the names are those of its table."""

    id: int
    row_version: int
    recall_no: str
    title: str
    firm: str
    fda_no: str | None
    event_no: str | None
    recall_class: RecallClass
    source: Source
    received_on: date
    received_time: str | None
    received_how: Channel
    received_by: str
    notice_name: str | None
    notice_sha256: str | None
    initiated_on: date | None
    maker_due_on: date | None
    product_text: str | None
    codes_text: str | None
    codes_are_whole: bool
    reason_text: str | None
    instructions: str | None
    asked: Asked
    member_words: str | None
    contact: str | None
