"""A repair's papers as PDF, for its page and for audit binders."""

from datetime import date
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.repairs.queries.papers import repair_paper
from dmedesk.repairs.rules.paper import PaperKind
from dmedesk.repairs.sheets.repair import repair_pdf


def drawn(session: Any, /, *, repair_id: int, kind: PaperKind, on: date) -> bytes:
    """The paper as PDF; refused with everything that keeps it from being printed."""
    paper = repair_paper(session, repair_id, kind, on)
    if isinstance(paper, list):
        raise Refused(paper)
    return repair_pdf(paper)
