"""The shared rate engine: 101 CMR 322.03 clause by clause, and Medicare rent beside it.

Standard library only; no clock, no database, no screen, no file but its own parameters. Programs
use ``price``; the public line format of ``dmedesk price`` is in ``dmedesk.rates.wire``. A name is
read when it is first used, so that whoever only writes money waits for no law.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "Note": "answer",
    "Quote": "answer",
    "Reason": "answer",
    "Refusal": "answer",
    "Step": "answer",
    "check_modifiers": "ma_101_cmr_322.s13_modifiers",
    "price": "engine",
    "recall_deadline": "ma_101_cmr_322.s15_recalls",
}
"""Where a public name is at home, if not among the words of a question."""


def __getattr__(name: str) -> Any:
    """A public name, from its own module (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'question')}"), name)
    globals()[name] = found
    return found
