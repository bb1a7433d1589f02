"""A recall's papers as the print centre takes them: letters with the notice's copy, the report."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.offers.drawn import gone, letters_with_notice, notice_copy
from dmedesk.recalls.queries.cases import read_case
from dmedesk.recalls.queries.letters import report_paper
from dmedesk.recalls.sheets.report import TITLE, report_pdf
from dmedesk.widgets.forms.spec import Document

KIND = "recall"


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
        Document("The notice", KIND, "", partial(notice_copy, recall_id=ref.id)),
    ]
    batch = partial(
        letters_with_notice,
        recall_id=ref.id,
        letter_nos=[letter.letter_no for letter in waiting],
    )
    if waiting:
        title = f"{len(waiting):,} letters without proof, by town"
        papers.insert(0, Document(title, KIND, "", batch))
    papers += (
        Document(
            f"{letter.letter_no} · {letter.member}",
            KIND,
            letter.letter_no,
            partial(letters_with_notice, recall_id=ref.id, letter_nos=[letter.letter_no]),
        )
        for letter in made
    )
    return papers


def _report(session: Any, /, *, recall_id: int, on: date) -> bytes:
    """The closure and effectiveness report, as it stands today."""
    read = read_case(session, recall_id, on=on)
    if read is None:
        raise Refused([gone("The recall")])
    return report_pdf(report_paper(session, read, on=on))
