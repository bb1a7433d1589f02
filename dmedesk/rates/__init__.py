"""The shared rate engine: 101 CMR 322.03 clause by clause, and Medicare rent beside it.

Standard library only; no clock, no database, no screen, no file but its own parameters. Programs
use ``price``; the public line format of ``dmedesk price`` is in ``dmedesk.rates.wire``.
"""

from dmedesk.rates.answer import Note, Quote, Reason, Refusal, Step
from dmedesk.rates.engine import price
from dmedesk.rates.ma_101_cmr_322.s13_modifiers import check_modifiers
from dmedesk.rates.ma_101_cmr_322.s15_recalls import recall_deadline
from dmedesk.rates.question import (
    IC,
    Acquisition,
    Bulletin,
    Discount,
    Fee,
    Fees,
    RateBook,
    Request,
    Rows,
    rows_key,
)

__all__ = [
    "IC",
    "Acquisition",
    "Bulletin",
    "Discount",
    "Fee",
    "Fees",
    "Note",
    "Quote",
    "RateBook",
    "Reason",
    "Refusal",
    "Request",
    "Rows",
    "Step",
    "check_modifiers",
    "price",
    "recall_deadline",
    "rows_key",
]
