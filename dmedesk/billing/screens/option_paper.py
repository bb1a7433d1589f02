"""The offer to buy as the print centre takes it: seen beside its page, printed, counted."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.billing.queries.option_paper import option_offer
from dmedesk.billing.rules.option_paper import OPTION_PAPER, TITLE
from dmedesk.billing.sheets.option import option_pdf
from dmedesk.widgets.forms.spec import Document


def option_documents(
    _session: Any, /, *, rental_id: int, rental_no: str, on: date, today: date
) -> Sequence[Document]:
    """The offer of a rental for a day."""
    drawn = partial(_drawn, rental_id=rental_id, on=on, today=today)
    return [Document(TITLE, OPTION_PAPER, rental_no, drawn)]


def _drawn(session: Any, /, *, rental_id: int, on: date, today: date) -> bytes:
    """The offer as PDF; refused with everything that keeps it from being made."""
    return option_pdf(option_offer(session, rental_id=rental_id, on=on, today=today))
