"""A repair's papers as the print centre takes them: seen beside it, printed, counted."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.repairs.queries.papers import REPAIR, papers_of, repair_paper
from dmedesk.repairs.queries.records import read_repair
from dmedesk.repairs.rules.paper import TITLES, PaperKind
from dmedesk.repairs.sheets.repair import repair_pdf
from dmedesk.widgets.forms.spec import Document


def repair_documents(session: Any, /, *, ref: RecordRef, on: date) -> Sequence[Document]:
    """The papers that a repair has as it stands, the one that is wanted now first."""
    read = read_repair(session, repair_id=ref.id, on=on)
    if read is None:
        return ()
    number = read.repair.repair_no
    return [
        Document(TITLES[kind], REPAIR, number, partial(_drawn, repair_id=ref.id, kind=kind, on=on))
        for kind in papers_of(read)
    ]


def _drawn(session: Any, /, *, repair_id: int, kind: PaperKind, on: date) -> bytes:
    """The paper as PDF; refused with everything that keeps it from being printed."""
    paper = repair_paper(session, repair_id, kind, on)
    if isinstance(paper, list):
        raise Refused(paper)
    return repair_pdf(paper)
