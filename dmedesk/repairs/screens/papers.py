"""A repair's papers as the print centre takes them: seen beside it, printed, counted."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.references import RecordRef
from dmedesk.repairs.offers.drawn import drawn
from dmedesk.repairs.queries.papers import REPAIR, papers_of
from dmedesk.repairs.queries.records import read_repair
from dmedesk.repairs.rules.paper import TITLES
from dmedesk.widgets.forms.spec import Document


def repair_documents(session: Any, /, *, ref: RecordRef, on: date) -> Sequence[Document]:
    """The papers that a repair has as it stands, the one that is wanted now first."""
    read = read_repair(session, repair_id=ref.id, on=on)
    if read is None:
        return ()
    number = read.repair.repair_no
    return [
        Document(TITLES[kind], REPAIR, number, partial(drawn, repair_id=ref.id, kind=kind, on=on))
        for kind in papers_of(read)
    ]
