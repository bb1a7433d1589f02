"""What was said about what is owed: calls and letters, what was promised, when to ask again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dmedesk.kit.findings import Finding, stopping


class NoteKind(StrEnum):
    """How somebody was spoken to."""

    CALL = "call"
    LETTER = "letter"
    VISIT = "visit"
    NOTE = "note"


NOTE_WORDS: Mapping[NoteKind, str] = {
    NoteKind.CALL: "Call",
    NoteKind.LETTER: "Letter",
    NoteKind.VISIT: "Visit",
    NoteKind.NOTE: "Note",
}


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What somebody writes down; ``payer_id`` is who was spoken to, None for the member."""

    text: str
    kind: NoteKind = NoteKind.CALL
    payer_id: int | None = None
    promised_on: date | None = None
    promised_cents: int | None = None
    follow_up_on: date | None = None


def note_findings(said: NoteFacts, *, noted_on: date) -> Iterator[Finding]:
    """Everything that forbids a note."""
    if not said.text.strip():
        yield stopping("nothing_said", "Nothing is written.", "Write what was said.", "text")
    for key, on in (("promised_on", said.promised_on), ("follow_up_on", said.follow_up_on)):
        if on is not None and on < noted_on:
            yield stopping("day_is_past", f"{on} is past.", "Type a later day.", key)
    if said.promised_cents is not None and said.promised_on is None:
        message = "An amount is promised, but no day."
        yield stopping("no_promised_day", message, "Type the day that was promised.", "promised_on")
    if said.promised_cents is not None and said.promised_cents <= 0:
        message = "Nothing is promised."
        yield stopping("nothing_promised", message, "Leave the amount empty.", "promised_cents")
