"""A recall's papers as the print centre takes them: letters with the notice's copy, the report."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.queries.cases import CaseLetter, facts_of, read_case
from dmedesk.recalls.queries.letters import letter_bytes, notice_bytes, report_paper
from dmedesk.recalls.rules.facts import RecallFacts
from dmedesk.recalls.sheets.notice import notice_pdf, picture_pdf
from dmedesk.recalls.sheets.report import TITLE, report_pdf
from dmedesk.scans.joining import is_pdf, joined
from dmedesk.widgets.forms.spec import Document

KIND = "recall"
_PICTURES = (".png", ".jpg", ".jpeg")


def recall_documents(session: Any, /, *, ref: RecordRef, on: date) -> Sequence[Document]:
    """The letters by town for a route, each letter, the notice, and the closing report."""
    read = read_case(session, ref.id, on=on)
    if read is None:
        return ()
    made = sorted(
        (letter for letter in read.letters if letter.id),
        key=lambda letter: (letter.town, letter.member),
    )
    waiting = [letter for letter in made if letter.is_open]
    papers = [
        Document(TITLE, KIND, "", partial(_report, recall_id=ref.id, on=on)),
        Document("The notice", KIND, "", partial(_notice, recall_id=ref.id)),
    ]
    batch = partial(_letters, recall_id=ref.id, letters=waiting)
    if waiting:
        title = f"{len(waiting):,} letters without proof, by town"
        papers.insert(0, Document(title, KIND, "", batch))
    papers += (
        Document(
            f"{letter.letter_no} · {letter.member}",
            KIND,
            letter.letter_no,
            partial(_letters, recall_id=ref.id, letters=[letter]),
        )
        for letter in made
    )
    return papers


def _letters(session: Any, /, *, recall_id: int, letters: Sequence[CaseLetter]) -> bytes:
    """Each letter as it was made, with the copy of the notice behind it."""
    recall = _recall(session, recall_id)
    notice = _notice(session, recall_id=recall_id)
    parts = []
    for letter in letters:
        content = letter_bytes(session, recall, letter.letter_no)
        if content is None:
            raise Refused([_gone(letter.letter_no)])
        parts += [content, notice]
    return joined(parts)


def _notice(session: Any, /, *, recall_id: int) -> bytes:
    """The copy of the notice as PDF, whatever it came as."""
    recall = _recall(session, recall_id)
    found = notice_bytes(session, recall)
    if found is None:
        raise Refused([_gone("The notice")])
    name, content = found
    received = f"Received on {recall.received_on} by {recall.received_by}. {recall.recall_no}"
    if is_pdf(content):
        return content
    if name.lower().endswith(_PICTURES):
        return picture_pdf(recall.title, content, received=received)
    text = content.decode("utf-8", errors="replace")
    return notice_pdf(recall.title, text, received=received)


def _report(session: Any, /, *, recall_id: int, on: date) -> bytes:
    """The closure and effectiveness report, as it stands today."""
    read = read_case(session, recall_id, on=on)
    if read is None:
        raise Refused([_gone("The recall")])
    return report_pdf(report_paper(session, read, on=on))


def _recall(session: Any, recall_id: int) -> RecallFacts:
    found = facts_of(session, recall_id)
    if found is None:
        raise Refused([_gone("The recall")])
    return found


def _gone(what: str) -> Finding:
    message = f"{what} is not among the recall’s files any more."
    return Finding(Severity.STOP, "paper_gone", message, remedy="Attach it again from a backup.")
