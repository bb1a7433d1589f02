"""A recall's papers as PDF, for its page and for audit binders: letters, the notice's copy."""

from collections.abc import Sequence
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.recalls.queries.cases import facts_of
from dmedesk.recalls.queries.letters import letter_bytes, notice_bytes
from dmedesk.recalls.rules.facts import RecallFacts
from dmedesk.recalls.sheets.notice import notice_pdf, picture_pdf
from dmedesk.scans.joining import is_pdf, joined

_PICTURES = (".png", ".jpg", ".jpeg")


def letters_with_notice(session: Any, /, *, recall_id: int, letter_nos: Sequence[str]) -> bytes:
    """Each letter as it was made, with the copy of the notice behind it."""
    recall = _recall(session, recall_id)
    notice = notice_copy(session, recall_id=recall_id)
    parts = []
    for letter_no in letter_nos:
        content = letter_bytes(session, recall, letter_no)
        if content is None:
            raise Refused([gone(letter_no)])
        parts += [content, notice]
    return joined(parts)


def notice_copy(session: Any, /, *, recall_id: int) -> bytes:
    """The copy of the notice as PDF, whatever it came as."""
    recall = _recall(session, recall_id)
    found = notice_bytes(session, recall)
    if found is None:
        raise Refused([gone("The notice")])
    name, content = found
    received = f"Received on {recall.received_on} by {recall.received_by}. {recall.recall_no}"
    if is_pdf(content):
        return content
    if name.lower().endswith(_PICTURES):
        return picture_pdf(recall.title, content, received=received)
    text = content.decode("utf-8", errors="replace")
    return notice_pdf(recall.title, text, received=received)


def _recall(session: Any, recall_id: int) -> RecallFacts:
    found = facts_of(session, recall_id)
    if found is None:
        raise Refused([gone("The recall")])
    return found


def gone(what: str) -> Finding:
    """That a file is not attached to the recall any more."""
    message = f"{what} is not among the recall’s files any more."
    return Finding(Severity.STOP, "paper_gone", message, remedy="Attach it again from a backup.")
