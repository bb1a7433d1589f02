"""A recall's papers as the print centre takes them: letters with the notice's copy, the report."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.offers.drawn import gone, letters_with_notice, notice_copy
from dmedesk.recalls.queries.cases import CaseLetter, CaseRead, read_case
from dmedesk.recalls.queries.letters import report_paper
from dmedesk.recalls.rules.batches import Batch, Going, batches_of
from dmedesk.recalls.screens.bars import ALL, POST, ROUTE, THIS
from dmedesk.recalls.sheets.report import TITLE, report_pdf
from dmedesk.widgets.forms.spec import Document

KIND = "recall"


def recall_documents(session: Any, /, *, ref: RecordRef, on: date) -> Sequence[Document]:
    """The letters that wait by route and by post, the report, the notice, and each letter."""
    read = read_case(session, ref.id, on=on)
    if read is None:
        return ()
    made = sorted(
        (letter for letter in read.letters if letter.id),
        key=lambda letter: (letter.town, letter.member),
    )
    papers = [
        Document(
            batch.title,
            KIND,
            "",
            partial(
                letters_with_notice,
                recall_id=ref.id,
                letter_nos=[letter.letter_no for letter in batch.letters],
            ),
        )
        for batch in waiting_batches(read)
    ]
    papers += [
        Document(TITLE, KIND, "", partial(_report, recall_id=ref.id, on=on)),
        Document("The notice", KIND, "", partial(notice_copy, recall_id=ref.id)),
    ]
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


def waiting_batches(read: CaseRead) -> Sequence[Batch[CaseLetter]]:
    """The letters without proof as they leave the house."""
    waiting = [letter for letter in read.letters if letter.id and letter.is_open]
    return batches_of([(_going(letter), letter) for letter in waiting])


def letters_told(read: CaseRead, chosen: Sequence[CaseLetter]) -> Mapping[str, Sequence[int]]:
    """The ids of the letters that one can be asked about at once: chosen, all, by how they go.

    Without a chosen one the first that waits is meant.
    """
    every = [one.id for one in read.letters if one.id and one.is_open]
    batches = waiting_batches(read)
    routes = [batch for batch in batches if batch.is_route][:1]
    post = [one.id for one in read.letters if one.id in every and one.visit is None]
    return {
        THIS: [one.id for one in chosen if one.id in every] or every[:1],
        ALL: every,
        ROUTE: [one.id for batch in routes for one in batch.letters],
        POST: post,
    }


def _going(letter: CaseLetter) -> Going:
    visit = letter.visit
    return Going(
        member=letter.member,
        town=letter.town,
        zip=letter.zip,
        planned_on=None if visit is None else visit.planned_on,
        driver="" if visit is None else visit.driver,
        stop_no=None if visit is None else visit.stop_no,
    )


def _report(session: Any, /, *, recall_id: int, on: date) -> bytes:
    """The closure and effectiveness report, as it stands today."""
    read = read_case(session, recall_id, on=on)
    if read is None:
        raise Refused([gone("The recall")])
    return report_pdf(report_paper(session, read, on=on))
